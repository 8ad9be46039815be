using System.Xml.Linq;
using TradingAgents.Core;

namespace TradingAgents.Architecture.Tests;

public sealed class DependencyTests
{
    // The right-hand column of the architecture: what each project may reference, directly.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Abstractions"] = ["Core"],
        ["Reporting"] = ["Abstractions"],
        ["Analysis"] = ["Abstractions"],
        ["Embedded"] = ["Analysis"],
        ["Simulation"] = ["Core"],
        ["Http"] = ["Abstractions", "Reporting"],
        ["Client.Http"] = ["Abstractions"],
        ["Cli"] = ["Embedded", "Http", "Client.Http", "Simulation"],
        ["Grains.Interfaces"] = ["Abstractions"],
        ["Grains"] = ["Grains.Interfaces", "Analysis"],
        ["Silo"] = ["Grains", "Http"],
        ["Client"] = ["Grains.Interfaces"],
    };

    [Fact]
    public void Core_references_nothing_but_the_base_library()
    {
        Assert.All(
            typeof(TaskId).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Core_ships_no_package()
    {
        Assert.Empty(Assert.Single(Repository.SourceProjects, project => project.Name == "Core").ShippedPackages);
    }

    [Fact]
    public void Source_projects_reference_only_what_lies_below_them()
    {
        Assert.All(Repository.SourceProjects, project =>
        {
            Assert.True(Allowed.ContainsKey(project.Name), $"{project} is not in the architecture: decide what it may reference.");
            Assert.Empty(project.References.Except(Allowed[project.Name]));
        });
    }

    [Fact]
    public void Only_the_Orleans_projects_and_their_tests_reference_Orleans_or_Redis()
    {
        Assert.All(Repository.Projects.Where(project => !project.IsOrleans), project =>
        {
            Assert.DoesNotContain(project.Packages, IsOrleansPackage);
            Assert.Empty(project.References.Intersect(Project.OrleansNames));
        });
    }

    [Fact]
    public void No_shared_build_file_references_Orleans_or_Redis_for_everyone()
    {
        var shared = Repository.Files.Where(file => file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal));
        Assert.All(shared, file =>
        {
            var xml = XDocument.Load(Repository.FullPath(file));
            var packages = xml.Descendants("PackageReference").Concat(xml.Descendants("GlobalPackageReference"));
            Assert.DoesNotContain(packages.Select(item => item.Attribute("Include")?.Value ?? ""), IsOrleansPackage);
        });
    }

    [Fact]
    public void The_embedded_program_is_built_without_Orleans_and_Redis()
    {
        // This project references the command line; everything that comes with it lies beside these tests.
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName).ToList();
        Assert.Contains("TradingAgents.Core.dll", assemblies);
        Assert.DoesNotContain(assemblies, name => IsOrleansPackage(name!));
    }

    [Fact]
    public void Every_central_package_version_is_used_or_marked_as_a_transitive_pin()
    {
        var used = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(Repository.FullPath(file)).Descendants("PackageReference"))
            .Select(item => item.Attribute("Include")?.Value)
            .ToHashSet();
        var unused = File.ReadLines(Repository.FullPath("Directory.Packages.props"))
            .Where(line => line.Contains("<PackageVersion ", StringComparison.Ordinal) && !line.Contains("transitive pin", StringComparison.Ordinal))
            .Select(line => XElement.Parse(line[..(line.IndexOf("/>", StringComparison.Ordinal) + 2)]).Attribute("Include")!.Value)
            .Where(package => !used.Contains(package));
        Assert.Empty(unused);
    }

    private static bool IsOrleansPackage(string package) =>
        package.StartsWith("Microsoft.Orleans", StringComparison.OrdinalIgnoreCase)
        || package.StartsWith("Orleans", StringComparison.OrdinalIgnoreCase)
        || package.Contains("StackExchange.Redis", StringComparison.OrdinalIgnoreCase);
}
