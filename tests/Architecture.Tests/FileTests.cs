using System.Text.RegularExpressions;

namespace TradingAgents.Architecture.Tests;

public sealed partial class FileTests
{
    private const int LongestFile = 600;
    private const int LongFile = 300;

    // A ratchet: a file may leave this list but should not enter it. A state machine kept whole is a reason; drift is none.
    private static readonly string[] AllowedLongFiles = [];

    private static readonly string[] SourceEndings = [".cs", ".js", ".css", ".html"];

    [Fact]
    public void No_source_file_is_longer_than_600_lines()
    {
        Assert.DoesNotContain(SourceFiles(), file => Lines(file) > LongestFile);
    }

    [Fact]
    public void Source_files_longer_than_300_lines_are_listed_and_the_list_has_no_others()
    {
        Assert.Equal(AllowedLongFiles.Order(StringComparer.Ordinal), SourceFiles().Where(file => Lines(file) > LongFile));
    }

    [Fact]
    public void No_text_file_holds_a_path_of_someones_machine()
    {
        Assert.Empty(Findings(MachinePath()));
    }

    [Fact]
    public void No_text_file_holds_the_address_of_a_package_registry()
    {
        Assert.Empty(Findings(RegistryAddress()));
    }

    [Theory]
    [InlineData("cd /" + "root/x")]
    [InlineData("see '/" + "home/me'")]
    public void A_machine_path_is_recognised(string text)
    {
        Assert.Matches(MachinePath(), text);
    }

    [Theory]
    [InlineData("<add key=\"feed\" value=\"https" + "://packages.example/v3/index.json\" />")]
    [InlineData("pip install --index" + "-url https://mirror.example x")]
    [InlineData("registry" + "=https://mirror.example")]
    public void A_registry_address_is_recognised(string text)
    {
        Assert.Matches(RegistryAddress(), text);
    }

    private static IEnumerable<string> SourceFiles() =>
        Repository.Files.Where(file => (file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal)) && SourceEndings.Contains(Path.GetExtension(file)));

    private static int Lines(string file) => File.ReadLines(Repository.FullPath(file)).Count();

    private static IEnumerable<string> Findings(Regex pattern) =>
        from file in Repository.Files
        let bytes = File.ReadAllBytes(Repository.FullPath(file))
        where !bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0) // As git tells binary files.
        from line in System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Index()
        where pattern.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}";

    [GeneratedRegex("(?<![A-Za-z0-9_.])/(root|home)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex("https?://[^\\s\"'<>]+/v[23]/index\\.json|--(extra-)?index-url|\\bregistry=https?:|<package[S]ources>", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryAddress();
}
