using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LaborFlow.Host.Tests.Web;

/// <summary>How long a browser may keep the files of the front ends, and who may have them.</summary>
public sealed class StaticFileTests(StaticFileTests.BuiltHost host) : IClassFixture<StaticFileTests.BuiltHost>
{
    private const string Now = "0123456789ab";
    private const string Before = "ba9876543210";

    /// <summary>A host beside two small front ends, laid out as their builds do.</summary>
    public sealed class BuiltHost : HostFixture
    {
        private readonly string folder = Directory.CreateTempSubdirectory("laborflow-pages-").FullName;

        public BuiltHost()
        {
            foreach (
                var file in (string[])
                    [
                        "workbench/index.html",
                        "workbench/assets/desk-Abc123.js",
                        "designer/index.html",
                        $"designer/{Now}/_content/Studio/designer.entry.js",
                        $"designer/{Now}/appsettings.json",
                    ]
            )
            {
                var path = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file);
                File.WriteAllBytes(path + ".br", Packed(file));
            }
        }

        /// <summary>What stands for the compressed bytes of a file.</summary>
        public static byte[] Packed(string file) => Encoding.UTF8.GetBytes("packed " + file);

        protected override IEnumerable<string> Settings =>
            [
                "--LaborFlow:WorkbenchDirectory",
                Path.Combine(folder, "workbench"),
                "--LaborFlow:DesignerDirectory",
                Path.Combine(folder, "designer"),
            ];
    }

    [Theory]
    [InlineData("/", "workbench/index.html", "no-cache")]
    [InlineData("/cases/1", "workbench/index.html", "no-cache")]
    [InlineData("/assets/desk-Abc123.js", "workbench/assets/desk-Abc123.js", "public, max-age=31536000, immutable")]
    [InlineData("/designer/", "designer/index.html", "no-cache")]
    [InlineData("/designer", "designer/index.html", "no-cache")]
    [InlineData($"/designer/{Now}/", "designer/index.html", "no-cache")]
    [InlineData($"/designer/{Now}/appsettings.json", $"designer/{Now}/appsettings.json", "private, max-age=31536000, immutable")]
    [InlineData(
        $"/designer/{Now}/_content/Studio/designer.entry.js",
        $"designer/{Now}/_content/Studio/designer.entry.js",
        "private, max-age=31536000, immutable"
    )]
    // A link that was kept before an upgrade, and a page that has been open since before it.
    [InlineData($"/designer/{Before}", "designer/index.html", "no-cache")]
    [InlineData($"/designer/{Before}/", "designer/index.html", "no-cache")]
    [InlineData($"/designer/{Before}/appsettings.json", $"designer/{Now}/appsettings.json", "no-cache")]
    [InlineData("/designer/appsettings.json", $"designer/{Now}/appsettings.json", "no-cache")]
    public async Task All_but_the_pages_is_kept_for_good_and_comes_compressed(string address, string file, string kept)
    {
        using var client = await host.SignInAsync("auditor");
        using var plain = await client.GetAsync(address);
        (await plain.Content.ReadAsStringAsync()).ShouldBe(file);
        plain.Headers.CacheControl!.ToString().ShouldBe(CacheControlHeaderValue.Parse(kept).ToString());
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        plain.Headers.Vary.ShouldBe(["Accept-Encoding"]);

        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        using var packed = await client.GetAsync(address);
        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        (await packed.Content.ReadAsByteArrayAsync()).ShouldBe(BuiltHost.Packed(file));
        packed.Headers.CacheControl!.ToString().ShouldBe(CacheControlHeaderValue.Parse(kept).ToString());

        client.DefaultRequestHeaders.IfNoneMatch.Add(packed.Headers.ETag!);
        using var again = await client.GetAsync(address);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData($"/designer/{Now}/appsettings.json")]
    [InlineData($"/designer/{Before}/appsettings.json")]
    [InlineData($"/designer/{Now}/")]
    public async Task Who_may_not_see_drawings_gets_none_of_it(string address)
    {
        using var officer = await host.SignInAsync("mediator");
        using var refused = await officer.GetAsync(address);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var stranger = host.Anonymous();
        using var asked = await stranger.GetAsync(address);
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        asked.Headers.Location!.ToString().ShouldStartWith("/login?returnTo=");
    }

    [Theory]
    [InlineData($"/designer/{Now}/_content")]
    [InlineData($"/designer/{Now}/../{Now}/no-such.js")]
    [InlineData($"/designer/{Now}/{Now}/appsettings.json")]
    [InlineData("/designer/no-such.js")]
    [InlineData("/designer/definitions")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var client = await host.SignInAsync("administrator");
        using var answer = await client.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
