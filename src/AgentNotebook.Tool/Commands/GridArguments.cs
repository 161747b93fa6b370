using System.CommandLine;
using System.Globalization;
using AgentNotebook.Documents;
using AgentNotebook.Tool.Grids;

namespace AgentNotebook.Tool.Commands;

/// <summary>The options of <c>agentnb run</c> that make one run a grid of runs.</summary>
internal sealed class GridArguments
{
    public Option<string[]> Grid { get; } = new("--grid")
    {
        Description = "Runs the notebook once for every combination of values, side by side: rate=0.1,0.2 or seed=1..5. May be given more than once. What cells record with glue(\"name\", value) becomes a column of summary.csv and summary.html. The same command again runs only what has not succeeded.",
        HelpName = "NAME=VALUES",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> OutputFolder { get; } = new("--output-dir")
    {
        Description = "Where the grid's executed notebooks and its summary are written. Default: beside the notebook, in NAME.grid.",
        HelpName = "DIR",
    };

    public Option<int?> Jobs { get; } = new("--jobs")
    {
        Description = "How many members of the grid run side by side. Default: here one a processor, as far as the memory reaches; on a cluster as many as it gives.",
        HelpName = "N",
    };

    public Option<int?> MaxMembers { get; } = new("--max-members")
    {
        Description = $"The most members a grid may have. Default: {GridLimits.Members.ToString("N0", CultureInfo.InvariantCulture)}.",
        HelpName = "N",
    };

    /// <summary>Where the members run, and what they ask for there.</summary>
    public ClusterArguments Cluster { get; } = new();

    /// <summary>Whether a grid is asked for.</summary>
    /// <exception cref="UsageException">An option of the grid is given without it.</exception>
    public bool IsAsked(ParseResult parsed)
    {
        if (parsed.GetRequiredValue(Grid).Length > 0)
        {
            return true;
        }

        Option[] others = [OutputFolder, Jobs, MaxMembers, .. Cluster.Options];
        return others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lonely
            ? throw new UsageException($"{lonely.Name} is about a grid, and there is none. Give --grid NAME=VALUES as well, or leave it out.")
            : false;
    }

    /// <summary>The members.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shared">The values that all members have.</param>
    /// <exception cref="UsageException">The grid is wrong or too large.</exception>
    public IReadOnlyList<GridMember> Members(ParseResult parsed, IReadOnlyList<NotebookParameter> shared)
    {
        var most = AtLeastOne(parsed, MaxMembers, GridLimits.MostMembers) ?? GridLimits.Members;
        return ParameterGrid.Members([.. parsed.GetRequiredValue(Grid).Select(text => GridAxis.Parse(text, most))], shared, most);
    }

    /// <summary>How many run side by side; <see langword="null"/> when nobody says.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public int? ReadJobs(ParseResult parsed) => AtLeastOne(parsed, Jobs, 1_000);

    /// <summary>The folder of the results, as a full path.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="notebook">The notebook's full path.</param>
    /// <exception cref="UsageException">There is a file in its place.</exception>
    public string ReadFolder(ParseResult parsed, string notebook)
    {
        var folder = Path.GetFullPath(parsed.GetValue(OutputFolder) ?? Path.Combine(Path.GetDirectoryName(notebook)!, Path.GetFileNameWithoutExtension(notebook) + ".grid"));
        return File.Exists(folder) ? throw new UsageException($"--output-dir {folder}: this is a file. Name a folder.") : folder;
    }

    /// <summary>A whole number, when one is given.</summary>
    /// <exception cref="UsageException">It is out of range.</exception>
    internal static int? AtLeastOne(ParseResult parsed, Option<int?> option, int most) =>
        parsed.GetValue(option) is { } number && (number < 1 || number > most)
            ? throw new UsageException($"{option.Name} takes a number from 1 to {most.ToString("N0", CultureInfo.InvariantCulture)}, not {number}.")
            : parsed.GetValue(option);
}
