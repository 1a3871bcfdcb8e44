using LaborFlow.Persistence.Personal;

namespace LaborFlow.Persistence.Tests.Personal;

public sealed class PersonalKeysTests
{
    private const string Number = "11010519491231002X";

    private static (string Id, byte[] Key) Key(string id, byte fill) => (id, [.. Enumerable.Repeat(fill, PersonalKeys.KeyLength)]);

    [Fact]
    public void What_was_encrypted_is_read_again_and_never_looks_the_same_twice()
    {
        var keys = PersonalKeys.Fixed(Key("k1", 1));
        var first = keys.Protect("parties.id_number", Number);
        first.ShouldStartWith("lf1:k1:");
        first.ShouldNotContain(Number);
        first.ShouldNotBe(keys.Protect("parties.id_number", Number));
        keys.Reveal("parties.id_number", first).ShouldBe(Number);
        keys.Reveal("evidence", keys.Protect("evidence", "%PDF"u8)).ShouldBe("%PDF"u8.ToArray());
    }

    [Fact]
    public void A_value_that_is_altered_moved_to_another_column_or_without_its_key_does_not_open()
    {
        var keys = PersonalKeys.Fixed(Key("k1", 1));
        var secret = keys.Protect("parties.phone", "13800138000");
        Should.Throw<PersonalDataException>(() => keys.Reveal("parties.id_number", secret)).Message.ShouldContain("altered or moved");
        var altered = secret[..^3] + (secret[^3] == 'A' ? 'B' : 'A') + secret[^2..];
        Should.Throw<PersonalDataException>(() => keys.Reveal("parties.phone", altered));
        Should.Throw<PersonalDataException>(() => keys.Reveal("parties.phone", "lf1:k1:???"));
        Should
            .Throw<PersonalDataException>(() => PersonalKeys.Fixed(Key("k2", 2)).Reveal("parties.phone", secret))
            .Message.ShouldNotContain("13800138000");
    }

    [Fact]
    public void A_new_key_encrypts_and_the_old_one_goes_on_reading()
    {
        var old = PersonalKeys.Fixed(Key("k1", 1));
        var both = PersonalKeys.Fixed(Key("k1", 1), Key("k2", 2));
        both.Reveal("parties.phone", old.Protect("parties.phone", "13800138000")).ShouldBe("13800138000");
        both.Protect("parties.phone", "13800138000").ShouldStartWith("lf1:k2:");
        both.Indexes("phone", "13800138000").ShouldContain(old.Index("phone", "13800138000"));
    }

    [Fact]
    public void A_running_host_finds_the_key_that_another_added_when_it_meets_it()
    {
        List<(string, byte[])> file = [Key("k1", 1)];
        var host = new PersonalKeys(() => [.. file], TimeProvider.System, TimeSpan.MaxValue);
        file.Add(Key("k2", 2));
        var stored = PersonalKeys.Fixed(Key("k1", 1), Key("k2", 2)).Protect("parties.phone", "13800138000");
        host.Reveal("parties.phone", stored).ShouldBe("13800138000");
        host.CurrentId.ShouldBe("k2");
    }

    [Fact]
    public void Equal_values_have_equal_indexes_and_other_kinds_or_keys_other_ones()
    {
        var keys = PersonalKeys.Fixed(Key("k1", 1));
        keys.Index("phone", "13800138000").ShouldBe(keys.Index("phone", "13800138000"));
        keys.Index("phone", "13800138000").ShouldNotBe(keys.Index("id-number", "13800138000"));
        keys.Index("phone", "13800138000").ShouldNotBe(PersonalKeys.Fixed(Key("k1", 9)).Index("phone", "13800138000"));
    }

    [Theory]
    [InlineData("id-number", " 11010519491231002x ", "11010519491231002X")]
    [InlineData("phone", "138 0013-8000", "13800138000")]
    [InlineData("phone", "+86 13800138000", "13800138000")]
    [InlineData("phone", "0086-0755-23330000", "075523330000")]
    [InlineData("phone", "", null)]
    public void Values_are_compared_in_one_form(string kind, string typed, string? normal) =>
        PersonalKinds.Normalise(kind, typed).ShouldBe(normal);

    [Fact]
    public void The_key_file_is_made_once_read_by_its_owner_only_and_grows_by_a_line()
    {
        var directory = Directory.CreateTempSubdirectory("laborflow-keys-");
        try
        {
            var file = new PersonalKeyFile(Path.Combine(directory.FullName, "personal-data.key"));
            var first = file.Load(TimeProvider.System);
            first.Count.ShouldBe(1);
            file.Load(TimeProvider.System)[0].Key.ShouldBe(first[0].Key);
            var added = file.Add(TimeProvider.System);
            var both = file.Load(TimeProvider.System);
            both.Select(key => key.Id).ShouldBe([first[0].Id, added]);
            both[1].Key.ShouldNotBe(first[0].Key);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.AppendAllText(file.Path, "broken\n");
            Should.Throw<PersonalDataException>(() => file.Load(TimeProvider.System));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
