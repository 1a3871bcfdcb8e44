using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LaborFlow.Persistence.Identity;

/// <summary>Names Identity's tables and indexes as all others are named, and bounds the columns that LaborFlow added.</summary>
internal static class IdentityMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<AppUser>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.DisplayName).HasMaxLength(128);
            user.Property(u => u.OfficeId).HasMaxLength(64);
            user.Property(u => u.Jurisdiction).HasMaxLength(12);
            user.Property(u => u.RecoveryCodeHashes).HasMaxLength(1024);
            user.HasIndex(u => u.NormalizedUserName).HasDatabaseName("ix_users_normalized_user_name").IsUnique();
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("ix_users_normalized_email");
        });
        model.Entity<AppRole>(role =>
        {
            role.ToTable("roles");
            role.Property(r => r.DisplayName).HasMaxLength(128);
            role.HasIndex(r => r.NormalizedName).HasDatabaseName("ix_roles_normalized_name").IsUnique();
        });
        model.Entity<SessionKey>(key =>
        {
            key.ToTable("session_keys");
            key.Property(k => k.Name).HasMaxLength(256);
        });
        model.Entity<UserSession>(session =>
        {
            session.ToTable("user_sessions");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Kind).HasMaxLength(16);
            session.Property(s => s.Method).HasMaxLength(32);
            session.Property(s => s.Address).HasMaxLength(64);
            session.Property(s => s.Agent).HasMaxLength(256);
            session.Property(s => s.EndedBy).HasMaxLength(256);
            session.HasIndex(s => s.UserId);
            session.HasOne<AppUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SavedViews>(views =>
        {
            views.ToTable("saved_views");
            views.Property(v => v.Id).ValueGeneratedNever();
            views.Property(v => v.List).HasMaxLength(16).HasColumnName("list_name");
            views.HasIndex(v => new { v.UserId, v.List }).IsUnique();
            views.HasOne<AppUser>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("user_passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data, data => data.ToJson("data"));
            passkey.HasOne<AppUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        model.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("user_logins");
            Unlimited(login.Property(l => l.LoginProvider), login.Property(l => l.ProviderKey));
        });
        model.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("user_tokens");
            Unlimited(token.Property(t => t.LoginProvider), token.Property(t => t.Name));
        });
        model.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
    }

    /// <summary>
    /// Identity limits these keys in a process that registers its options and not in one that does not, such as the migrations tool; the
    /// model must be the same in both, or a host refuses to migrate an empty database.
    /// </summary>
    private static void Unlimited(params ReadOnlySpan<PropertyBuilder<string>> keys)
    {
        foreach (var key in keys)
        {
            key.Metadata.SetMaxLength(null);
        }
    }
}
