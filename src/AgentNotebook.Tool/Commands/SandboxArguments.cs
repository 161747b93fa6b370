using System.CommandLine;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Text;

namespace AgentNotebook.Tool.Commands;

/// <summary>The options that say how strongly guests are restricted.</summary>
internal sealed class SandboxArguments
{
    private const string Compute = "compute";
    private const string Files = "files";
    private const string Gpu = "gpu";

    private static readonly string[] _levels = ["none", "filtered", "confined", "isolated"];

    public Option<string?> Level { get; } = new("--level")
    {
        Description = "The weakest sandbox that is accepted: none, filtered, confined or isolated. Default: filtered.",
        HelpName = "LEVEL",
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "What the code may touch: compute (nothing but what it is handed), files (reads below the folders of --reads) or gpu (the GPU's device nodes, and reading the system's libraries).",
        HelpName = "PROFILE",
    };

    public Option<string[]> Reads { get; } = new("--reads")
    {
        Description = "A folder the code may read, in profile files or gpu. May be given more than once.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    /// <exception cref="UsageException">A value is none of those that are right, or they do not fit together.</exception>
    public SandboxOptions Read(ParseResult parsed)
    {
        var roots = parsed.GetRequiredValue(Reads).Select(Root).ToList();
        var profile = Choice("--profile", parsed.GetResult(Profile) is null ? null : parsed.GetValue(Profile), [Compute, Files, Gpu]) ?? (roots.Count > 0 ? Files : Compute);
        var level = Choice("--level", parsed.GetValue(Level), _levels) is { } name ? (SandboxLevel?)Array.IndexOf(_levels, name) : null;
        if (profile == Compute)
        {
            return roots.Count == 0
                ? new SandboxOptions { MinimumLevel = level ?? new SandboxOptions().MinimumLevel }
                : throw new UsageException("--reads names folders to read, and profile compute reads none. Leave one of them out.");
        }

        if (profile == Gpu)
        {
            return level is SandboxLevel.None or SandboxLevel.Filtered
                ? throw new UsageException($"Profile gpu needs at least level confined: at level {_levels[(int)level]} a device cannot be opened to the code without opening everything else.")
                : new SandboxOptions { MinimumLevel = level ?? SandboxLevel.Confined, Profile = SandboxProfile.Gpu, ReadRoots = roots };
        }

        if (roots.Count == 0)
        {
            throw new UsageException("Profile files needs a folder to read: --reads DIR.");
        }

        return level is SandboxLevel.None or SandboxLevel.Filtered
            ? throw new UsageException($"--reads needs at least level confined: at level {_levels[(int)level]} one path cannot be told from another.")
            : new SandboxOptions { MinimumLevel = level ?? SandboxLevel.Confined, Profile = SandboxProfile.Files, ReadRoots = roots };
    }

    /// <summary>A runner that keeps to the options.</summary>
    /// <exception cref="UsageException">A folder of them is none that a guest may see.</exception>
    public static WorkerRunner Runner(WorkerRunnerOptions options)
    {
        try
        {
            return new WorkerRunner(options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static string? Choice(string option, string? given, IReadOnlyList<string> choices)
    {
        if (given is null || choices.Contains(given))
        {
            return given;
        }

        var nearest = NearestName.Of(given, choices);
        throw new UsageException($"{option} takes {string.Join(", ", choices)}, not '{given}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
    }

    private static string Root(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(path) ? path : throw new UsageException($"--reads {folder}: there is no such folder.");
    }
}
