using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>How long sessions last. Section <c>Sessions</c> of the configuration.</summary>
internal sealed class Sessions
{
    /// <summary>Minutes without a request after which a browser must sign in again. Default 30.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Minutes that a bearer token is valid. Default 60.</summary>
    public int TokenMinutes { get; set; } = 60;

    /// <summary>Hours that a refresh token is valid. Default 24.</summary>
    public int RefreshHours { get; set; } = 24;
}

internal static class AccountsComposition
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var sessions = builder.Configuration.GetSection("Sessions").Get<Sessions>() ?? new Sessions();
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddDataProtection().SetApplicationName("laborflow");
        services.AddSingleton<DatabaseKeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeyRing>((options, keys) => options.XmlRepository = keys);
        services
            .AddIdentityCore<AppUser>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                options.User.RequireUniqueEmail = false;
                options.User.AllowedUserNameCharacters = "";
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddRoles<AppRole>()
            .AddEntityFrameworkStores<LaborFlowDbContext>();
        services.AddSingleton(sessions);
        services.AddScoped<SessionBook>();
        services.AddScoped<AccountSignIn>();
        services.AddScoped<IPasskeyHandler<AppUser>, PasskeyHandler<AppUser>>();
        services.AddScoped<Passkeys>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey alone signs in: it is had, and its owner showed to be there by finger, face or PIN.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ServerDomain = builder.Configuration["Sessions:PasskeyDomain"];
        });

        const string either = "laborflow";
        services
            .AddAuthentication(either)
            .AddPolicyScheme(either, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(IdentityConstants.ApplicationScheme, options => ConfigureCookie(options, sessions))
            .AddBearerToken(
                IdentityConstants.BearerScheme,
                options =>
                {
                    options.BearerTokenExpiration = TimeSpan.FromMinutes(sessions.TokenMinutes);
                    options.RefreshTokenExpiration = TimeSpan.FromHours(sessions.RefreshHours);
                    options.Events.OnMessageReceived = message =>
                    {
                        // A browser cannot set headers on a WebSocket, so hubs take the token from the address, as SignalR clients send it.
                        if (message.Request.Path.StartsWithSegments("/elsa/hubs", StringComparison.Ordinal))
                            message.Token = message.Request.Query["access_token"];
                        return Task.CompletedTask;
                    };
                }
            );
        services.AddScoped<Me.Reader>();
        services.AddAuthorization(Policies.Configure);
        return builder;
    }

    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 || context.Request.Path.StartsWithSegments("/elsa/hubs", StringComparison.Ordinal)
            ? IdentityConstants.BearerScheme
            : IdentityConstants.ApplicationScheme;

    private static void ConfigureCookie(CookieAuthenticationOptions options, Sessions sessions)
    {
        options.Cookie.Name = CsrfGuard.SessionCookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(sessions.IdleMinutes);
        options.SlidingExpiration = true;
        // The API answers with a problem; only the designer's page, which a person opens by its address, sends to the sign-in page.
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.Path.StartsWithSegments("/designer", StringComparison.Ordinal) && HttpMethods.IsGet(context.Request.Method))
                context.Response.Redirect("/login?returnTo=" + Uri.EscapeDataString(context.Request.Path));
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup("/api/auth").WithTags("Auth");
        Login.Map(auth);
        Logout.Map(auth);
        Me.Map(auth);
        IssueToken.Map(auth);
        RefreshToken.Map(auth);
        IssueDesignerToken.Map(auth);
        PasskeySignIn.Map(auth);
        var account = endpoints.MapGroup("/api/account").WithTags("Account");
        OwnSecurity.Map(account);
        OwnSecondFactor.Map(account);
        OwnPasskeys.Map(account);
        OwnViews.Map(account);
    }
}
