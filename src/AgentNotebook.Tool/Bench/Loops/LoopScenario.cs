using System.Globalization;
using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Tool.Bench.Loops;

/// <summary>A playbook with the judgement its author expects of the controller, told in comments at its head.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Title">What happens.</param>
/// <param name="Expected">How the run should end, in the words of <see cref="LoopTrial"/>.</param>
/// <param name="Said">What the controller should say before, in order: kinds of guidance, or <c>nothing</c>.</param>
/// <param name="Attempts">After how many attempts.</param>
/// <param name="Playbook">What the model says.</param>
/// <param name="Request">What the run is started with.</param>
internal sealed record LoopScenario(string Name, string Title, string Expected, string Said, int Attempts, Playbook Playbook, RunRequest Request)
{
    private const string Prefix = "corpus/loops/";

    private static readonly string[] _keys =
    [
        "title", "check", "expected", "said", "attempts", "allow-repeat", "rounds", "tokens", "cost", "wall-time", "processor-time", "memory", "retries",
    ];

    /// <summary>All scenarios, in a fixed order.</summary>
    public static IReadOnlyList<LoopScenario> LoadAll()
    {
        var assembly = typeof(LoopScenario).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return Parse(Path.GetFileNameWithoutExtension(name[Prefix.Length..]), reader.ReadToEnd());
            })];
    }

    /// <summary>Reads one scenario.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The playbook, which begins with lines <c># key: value</c>.</param>
    /// <exception cref="FormatException">A key at the head is not known, or is missing.</exception>
    public static LoopScenario Parse(string name, string text)
    {
        var head = text.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line[2..].Split(": ", 2))
            .Select(pair => pair is [var key, var value] && _keys.Contains(key) ? (Key: key, Value: value) : throw new FormatException($"{name}: '{pair[0]}' at the head is none of {string.Join(", ", _keys)}."))
            .ToList();
        var budget = new RunBudget();
        var limits = new ExecutionLimits();
        return new LoopScenario(name, One("title"), One("expected"), One("said"), int.Parse(One("attempts"), CultureInfo.InvariantCulture), Playbook.Parse(text, name), new RunRequest
        {
            Brief = new TaskBrief(One("title"), [.. head.Where(pair => pair.Key == "check").Select(pair => pair.Value)]),
            Models = new ModelChoice("script:" + name),
            AllowRepeat = Maybe("allow-repeat") == "true",
            Budget = budget with
            {
                Rounds = Maybe("rounds") is { } rounds ? int.Parse(rounds, CultureInfo.InvariantCulture) : budget.Rounds,
                Tokens = Maybe("tokens") is { } tokens ? long.Parse(tokens, CultureInfo.InvariantCulture) : null,
                Cost = Maybe("cost") is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
                WallTime = Maybe("wall-time") is { } time ? Time(time) : budget.WallTime,
                GuestCpu = Maybe("processor-time") is { } cpu ? Time(cpu) : null,
            },
            Limits = limits with { MemoryBytes = Maybe("memory") is { } memory ? Size(memory) : limits.MemoryBytes },
            Retry = new RetryOptions { FirstDelay = TimeSpan.FromMilliseconds(1), MaxRetries = Maybe("retries") is { } retries ? int.Parse(retries, CultureInfo.InvariantCulture) : 0 },
        });

        TimeSpan Time(string value) => Quantity.TryParseDuration(value, out var time) ? time : throw new FormatException($"{name}: '{value}' is no time, such as 2s.");
        long Size(string value) => Quantity.TryParseBytes(value, out var size) ? size : throw new FormatException($"{name}: '{value}' is no size, such as 64MiB.");
        string? Maybe(string key) => head.Where(pair => pair.Key == key).Select(pair => pair.Value).SingleOrDefault();
        string One(string key) => Maybe(key) ?? throw new FormatException($"{name}: the line '# {key}: …' is missing at the head.");
    }
}
