using System.Text.RegularExpressions;
using AgentNotebook.Agents;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Magics;

namespace AgentNotebook.Tests.Architecture;

public class ReadmeTests
{
    private static readonly string _readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void the_state_machine_of_the_readme_is_the_one_that_runs() =>
        Assert.Contains("```mermaid\n" + StateGraphView.ToMermaid(TransitionTable.Default).TrimEnd() + "\n```", _readme);

    [Fact]
    public void the_readme_names_every_magic_and_no_other() =>
        Assert.Equal(
            BuiltInMagics.CreateCatalog().All.Select(magic => magic.Name),
            Regex.Matches(_readme, @"^\| `(#!.*?)`", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void every_parameter_the_readme_names_for_a_magic_exists()
    {
        foreach (var row in _readme.Split('\n').Where(line => line.StartsWith("| `#!", StringComparison.Ordinal)))
        {
            var magic = BuiltInMagics.CreateCatalog().All.Single(magic => row.StartsWith($"| `{magic.Name}`", StringComparison.Ordinal));
            var named = Regex.Matches(row, @"`(--[a-z-]+)").Select(match => match.Groups[1].Value).Distinct();
            Assert.Empty(named.Except(magic.Parameters.Select(parameter => parameter.Name)));
        }
    }

    [Fact]
    public void every_file_the_readme_links_to_is_there() =>
        Assert.All(
            Regex.Matches(_readme, @"\]\((?!http)([^)#]+)\)").Select(match => match.Groups[1].Value),
            link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), link));
}
