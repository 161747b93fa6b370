using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Magics.AgentRuns.Checks;
using AgentNotebook.Models;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Reads what a run is to be started with from the line and the body of its magic.</summary>
internal static class RunRequestReader
{
    internal const string Check = "--check";
    internal const string Checks = "--checks";
    internal const string Test = "--test";
    internal const string MaxIterations = "--max-iterations";
    internal const string Budget = "--budget";
    internal const string MaxTokens = "--max-tokens";
    internal const string MaxCost = "--max-cost";
    internal const string MaxCpu = "--max-cpu";
    internal const string MaxGpuMemory = "--max-gpu-memory";
    internal const string AllowRepeat = "--allow-repeat";
    internal const string Timeout = "--timeout";
    internal const string Memory = "--memory";
    internal const string Retries = "--retries";
    internal const string RetryTime = "--retry-time";
    internal const string Seed = "--seed";

    private const long SmallestMemory = 64L << 20;

    private static readonly RunBudget _budget = new();
    private static readonly RetryOptions _retry = new();

    // An attempt goes into the journal with what it saved, which takes a third more there; an entry holds 64 MiB.
    private static readonly ExecutionLimits _limits = new() { ArtifactBytes = 16L << 20 };

    internal static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        new(Check, ParameterKind.Text, "A C# condition on the result, which it calls result.") { ValueName = "EXPR", Repeats = true },
        new(Checks, ParameterKind.Text, "The checks of a #!agent-check cell.") { ValueName = "NAME" },
        new(Test, ParameterKind.Text, $"Of those {Checks}, only this method.") { ValueName = "METHOD", Repeats = true },
        new(AllowRepeat, ParameterKind.Flag, "Repeating is what the task is about, as in polling: only limits stop the run, not repetition."),
        new(MaxIterations, ParameterKind.Integer, "Rounds of reflecting and revising.") { ValueName = "N", Default = $"{_budget.Rounds}", Minimum = 0, Maximum = 1000 },
        new(Budget, ParameterKind.Duration, "Time for the whole run.") { ValueName = "TIME", Default = "10m" },
        new(MaxTokens, ParameterKind.Integer, "Tokens that models may read and write.") { ValueName = "N", Default = "no limit", Minimum = 1 },
        new(MaxCost, ParameterKind.Number, "Price of the model calls in US dollars.") { ValueName = "USD", Default = "no limit" },
        new(MaxCpu, ParameterKind.Duration, "Processor time of all attempts together.") { ValueName = "TIME", Default = "no limit but each attempt's own" },
        new(MaxGpuMemory, ParameterKind.Bytes, "GPU memory that this process and its children may use; only where there is a GPU to measure.") { ValueName = "SIZE", Default = "no limit" },
        new(Timeout, ParameterKind.Duration, "Time for each attempt.") { ValueName = "TIME", Default = "30s" },
        new(Memory, ParameterKind.Bytes, "Memory for each attempt, at least 64MiB.") { ValueName = "SIZE", Default = "512MiB" },
        new(Retries, ParameterKind.Integer, "Retries of a step that met a transient fault.") { ValueName = "N", Default = $"{_retry.MaxRetries}", Minimum = 0, Maximum = 20 },
        new(RetryTime, ParameterKind.Duration, "Time for all waits of such a step together.") { ValueName = "TIME", Default = "2m" },
        new(Seed, ParameterKind.Integer, "Seeds the waits between retries.") { ValueName = "N", Default = "0" },
    ];

    /// <param name="invocation">The magic as it was typed.</param>
    /// <param name="inputs">What the code is handed.</param>
    /// <exception cref="MagicException">Something of it does not exist, does not fit or cannot be measured here.</exception>
    internal static RunRequest Read(MagicInvocation invocation, RunInputs inputs)
    {
        var (arguments, services, line) = (invocation.Arguments, invocation.Notebook.Services, invocation.BodyLine - 1);
        if (string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"{invocation.Magic.Name} has nothing to run: write C# code or a task on the lines after it.", invocation.BodyLine, 1);
        }

        var memory = arguments.Get(Memory, _limits.MemoryBytes);
        if (memory < SmallestMemory)
        {
            throw new MagicException($"'{Memory}' takes at least 64MiB: the .NET runtime itself needs about that.", line, 1);
        }

        if (arguments.Has(MaxGpuMemory) && services.Memory.Snapshot() is { IsGpu: false } curve)
        {
            throw new MagicException($"'{MaxGpuMemory}' cannot be kept here: there is no GPU to measure. {curve.Explanation} Leave it out; '{Memory}' limits the memory of each attempt.".Replace("  ", " ", StringComparison.Ordinal), line, 1);
        }

        var models = RunParameters.Choose(invocation, new ModelChoice(ModelCatalog.Default));
        if (arguments.Has(MaxCost))
        {
            CheckPrices(services.Models, models, line);
        }

        var (checks, code) = ReadChecks(invocation);
        return new RunRequest
        {
            Brief = new TaskBrief(invocation.Body, checks)
            {
                CheckCode = code,
                Inputs = RunInputReader.Describe(inputs),
            },
            Models = models,
            AllowRepeat = arguments.Has(AllowRepeat),
            Budget = _budget with
            {
                Rounds = arguments.Get(MaxIterations, _budget.Rounds),
                WallTime = arguments.Get(Budget, _budget.WallTime),
                Tokens = arguments.Has(MaxTokens) ? arguments.Get(MaxTokens, 0) : null,
                Cost = arguments.Get<decimal?>(MaxCost, null),
                GuestCpu = arguments.Get<TimeSpan?>(MaxCpu, null),
                GpuMemoryBytes = arguments.Get<long?>(MaxGpuMemory, null),
            },
            Limits = _limits with { WallTime = arguments.Get(Timeout, _limits.WallTime), MemoryBytes = memory },
            Retry = _retry with
            {
                MaxRetries = arguments.Get(Retries, _retry.MaxRetries),
                MaxTotalDelay = arguments.Get(RetryTime, _retry.MaxTotalDelay),
            },
            Reads = RunInputReader.ReadFolders(invocation) is { Count: > 0 } folders ? folders : null,
            Variable = arguments.Get<string?>(RunParameters.As, null),
            Seed = arguments.Get(Seed, 0),
            Pass = services.Pass,
            Cell = invocation.Cell,
        };
    }

    private static void CheckPrices(ModelCatalog catalog, ModelChoice models, int line)
    {
        try
        {
            if (catalog.WithoutPrice(models) is [var unpriced, ..])
            {
                throw new MagicException($"'{MaxCost}' cannot be kept: the price of '{unpriced}' is not known. Add it to agentnb/prices.yaml in your folder of settings (~/.config), or limit '{MaxTokens}'.", line, 1);
            }
        }
        catch (UnknownModelException exception)
        {
            throw new MagicException(exception.Message, line, inner: exception);
        }
    }

    private static (IReadOnlyList<string> Checks, string Code) ReadChecks(MagicInvocation invocation)
    {
        var (arguments, line) = (invocation.Arguments, invocation.BodyLine - 1);
        var checks = arguments.All<string>(Check);
        var tests = arguments.All<string>(Test);
        if (arguments.Get<string?>(Checks, null) is not { } name)
        {
            return tests.Count == 0
                ? (checks, "")
                : throw new MagicException($"'{Test}' chooses among the methods of a check cell: give '{Checks} NAME', too.", line);
        }

        var cells = invocation.Notebook.Services.Checks;
        if (cells.Find(name) is not { } cell)
        {
            var nearest = NearestName.Of(name, cells.Names);
            throw new MagicException($"There are no checks '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(cells.Names.Count == 0 ? $"The notebook has none yet: run the cell '#!agent-check {name}' first." : $"Checks: {string.Join(", ", cells.Names)}.")}", line);
        }

        if (tests.Count == 0)
        {
            return ([.. checks, .. cell.Expressions, .. cell.Tests.Select(test => test.Call)], cell.Code);
        }

        return ([.. checks, .. tests.Distinct().Select(Find)], cell.Code);

        string Find(string method)
        {
            if (cell.Tests.FirstOrDefault(test => test.Name == method) is { Call: { } call })
            {
                return call;
            }

            var names = cell.Tests.Select(test => test.Name).ToList();
            var nearest = NearestName.Of(method, names);
            throw new MagicException($"The checks '{name}' have no test method '{method}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(names.Count == 0 ? "They have conditions only." : $"Test methods: {string.Join(", ", names)}.")}", line);
        }
    }
}
