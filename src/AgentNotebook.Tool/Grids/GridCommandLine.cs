using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Grids;

/// <summary>The command line that runs one member of a grid.</summary>
/// <param name="Notebook">The notebook's full path.</param>
/// <param name="Place">The notebook's place, with its own session.</param>
/// <param name="Folder">The folder of the executed notebooks.</param>
/// <param name="Shared">Options that all members are run with, as they were typed.</param>
internal sealed record GridCommandLine(string Notebook, NotebookPlace Place, string Folder, IReadOnlyList<string> Shared)
{
    /// <summary>Names the option that makes a run a member of a grid on this machine: it then stops when its standard input ends.</summary>
    public const string MemberOption = "--grid-member";

    /// <summary>The arguments for a member.</summary>
    public IEnumerable<string> Of(GridMember member) =>
    [
        "run", Notebook,
        "--output", Path.Combine(Folder, member.FileName),
        "--store", Place.Store,
        "--session", member.SessionOf(Place.Session),
        .. member.Parameters.SelectMany(parameter => new[] { "--parameters", $"{parameter.Name}={parameter.Text}" }),
        .. Shared,
    ];
}
