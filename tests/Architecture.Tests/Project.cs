using System.Xml.Linq;

namespace TradingAgents.Architecture.Tests;

/// <summary>A project file.</summary>
/// <param name="Name">Its name without the ending, such as <c>Core</c>.</param>
/// <param name="File">Where it is.</param>
/// <param name="Folder">The folder it is in.</param>
/// <param name="References">Names of the projects it references.</param>
/// <param name="Packages">Ids of the packages it references.</param>
/// <param name="ShippedPackages">Those of them that come along with it; the others serve the build alone.</param>
internal sealed record Project(
    string Name, string File, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages, IReadOnlyList<string> ShippedPackages)
{
    /// <summary>The projects that make up the distributed engine; only they, their tests, sample and measures may need Orleans.</summary>
    public static readonly string[] OrleansNames = ["Grains.Interfaces", "Grains", "Silo", "Client"];

    public bool IsOrleans => OrleansNames.Any(name => Name == name || Name == name + ".Tests") || Name is "ClusterEndToEnd" or "ClusterRatings" or "ClusterLoad";

    public override string ToString() => File;

    public static Project Read(string path)
    {
        var xml = XDocument.Load(Repository.FullPath(path));
        var packages = xml.Descendants("PackageReference").Where(item => item.Attribute("Include") is not null).ToList();
        return new(
            Path.GetFileNameWithoutExtension(path),
            path,
            path[..path.LastIndexOf('/')],
            [.. xml.Descendants("ProjectReference").Select(item => item.Attribute("Include")!.Value.Replace('\\', '/')).Select(Path.GetFileNameWithoutExtension).OfType<string>()],
            [.. packages.Select(item => item.Attribute("Include")!.Value)],
            [.. packages.Where(item => item.Attribute("PrivateAssets")?.Value != "all").Select(item => item.Attribute("Include")!.Value)]);
    }
}
