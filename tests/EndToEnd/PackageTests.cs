using System.IO.Compression;
using System.Xml.Linq;

namespace TradingAgents.EndToEnd;

/// <summary>The package for .NET programs, as <c>dotnet pack</c> makes it.</summary>
public sealed class PackageTests : ProcessTest
{
    [Fact]
    public async Task The_client_is_packed_without_a_warning_with_its_README_documentation_and_dependencies()
    {
        var printed = await ShellRun.RunAsync(
            ProgramFile.Repository, $"dotnet pack src/Client.Http --no-build -c {ProgramFile.Configuration} -o '{Folder}' -warnaserror -nologo", TimeSpan.FromMinutes(5));

        Assert.DoesNotContain("warn", printed, StringComparison.OrdinalIgnoreCase);
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Folder, "*.nupkg")));
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", files);
        Assert.Contains("lib/net10.0/TradingAgents.Client.Http.dll", files);
        Assert.Contains("lib/net10.0/TradingAgents.Client.Http.xml", files);
        var documentation = Read(package, "lib/net10.0/TradingAgents.Client.Http.xml");
        Assert.Contains(documentation.Descendants("member"), member => member.Attribute("name")!.Value.StartsWith("M:TradingAgents.Client.Http.TradingAgentsHttpClient.BatchAsync", StringComparison.Ordinal));

        var manifest = Read(package, "TradingAgents.Client.Http.nuspec").Root!;
        string Value(string name) => manifest.Descendants().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(("TradingAgents.Client.Http", "MIT", "README.md"), (Value("id"), Value("license"), Value("readme")));
        Assert.NotEmpty(Value("description"));
        var dependencies = manifest.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ToList();
        Assert.Contains("TradingAgents.Abstractions", dependencies);
        Assert.Contains("Microsoft.Extensions.Http", dependencies);
        Assert.DoesNotContain(dependencies, id => !id.StartsWith("TradingAgents.", StringComparison.Ordinal) && !id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
    }

    private static XDocument Read(ZipArchive package, string file)
    {
        using var stream = package.GetEntry(file)!.Open();
        return XDocument.Load(stream);
    }
}
