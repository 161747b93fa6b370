using AgentNotebook.Agents;
using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-run</c>: gives the rest of the cell to an agent.</summary>
internal static class AgentRunMagic
{
    private const string Check = "--check";
    private const string Model = "--model";
    private const string As = "--as";
    private const string MaxIterations = "--max-iterations";
    private const string Budget = "--budget";
    private const string Timeout = "--timeout";
    private const string Memory = "--memory";
    private const string Retries = "--retries";
    private const string Seed = "--seed";
    private const string Fresh = "--fresh";
    private const string Resume = "--resume";

    private const long SmallestMemory = 64L << 20;

    private static readonly RunBudget _budget = new();
    private static readonly ExecutionLimits _limits = new();
    private static readonly RetryOptions _retry = new();

    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-run",
        "Gives the rest of the cell to an agent, which runs it in a child process, and revises it until every check holds or a limit is reached.",
        [
            new(Check, ParameterKind.Text, "A C# condition on the result, which it calls result.") { ValueName = "EXPR", Repeats = true },
            new(Model, ParameterKind.Text, $"Who thinks: {string.Join(" or ", ModelCatalog.Known)}.") { ValueName = "MODEL", Default = ModelCatalog.Default },
            new(As, ParameterKind.Text, "The C# variable that receives the result.") { ValueName = "NAME", Default = "result" },
            new(MaxIterations, ParameterKind.Integer, "Rounds of reflecting and revising; repetitions count, too.")
            {
                ValueName = "N", Default = $"{_budget.Rounds}", Minimum = 0, Maximum = 1000,
            },
            new(Budget, ParameterKind.Duration, "Time for the whole run.") { ValueName = "TIME", Default = "10m" },
            new(Timeout, ParameterKind.Duration, "Time for each attempt.") { ValueName = "TIME", Default = "30s" },
            new(Memory, ParameterKind.Bytes, "Memory for each attempt, at least 64MiB.") { ValueName = "SIZE", Default = "512MiB" },
            new(Retries, ParameterKind.Integer, "Retries of a step that met a transient fault.") { ValueName = "N", Default = $"{_retry.MaxRetries}", Minimum = 0, Maximum = 20 },
            new(Seed, ParameterKind.Integer, "Seeds the waits between retries.") { ValueName = "N", Default = "0" },
            new(Fresh, ParameterKind.Flag, "Begins a new run even if this cell's own run was cut off."),
            new(Resume, ParameterKind.Text, "Goes on with a run that stopped, under its own terms; its rounds count anew. Takes no code.") { ValueName = "RUN" },
        ],
        RunAsync)
    {
        HasBody = true,
        BodyHelp = "C# code on the following lines, to the end of the cell; its last expression, or its variable named result, is the result",
    };

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var sandbox = await PrepareAsync(invocation.Notebook.Services.Runner, cancellationToken);
        var run = invocation.Arguments.Get<string?>(Resume, null) is { } id ? Reopen(invocation, id) : Open(invocation);
        var resultName = invocation.Arguments.Get(As, "result");
        var card = new LiveRunCard(invocation.Notebook, run, resultName, sandbox);
        await card.RunAsync(cancellationToken);
        if (run.Record.State == AgentState.Succeeded)
        {
            await DeclareResultAsync(invocation.Notebook, run.Record, resultName, cancellationToken);
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new MagicException(card.Failure());
    }

    // Before the run exists: what cannot be run safely leaves no half-begun run behind.
    private static async Task<SandboxStatus> PrepareAsync(ICodeRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
        {
            throw new MagicException(exception.Message, inner: exception) { RefusedForSafety = exception is SandboxUnavailableException };
        }
    }

    private static RunRequest ReadRequest(MagicInvocation invocation)
    {
        var arguments = invocation.Arguments;
        if (string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"{invocation.Magic.Name} has nothing to run: write C# code on the lines after it.", invocation.BodyLine, 1);
        }

        var memory = arguments.Get(Memory, _limits.MemoryBytes);
        if (memory < SmallestMemory)
        {
            throw new MagicException($"'{Memory}' takes at least 64MiB: the .NET runtime itself needs about that.", invocation.BodyLine - 1, 1);
        }

        return new RunRequest
        {
            Brief = new TaskBrief(invocation.Body, arguments.All<string>(Check)),
            Model = arguments.Get(Model, ModelCatalog.Default),
            Budget = _budget with
            {
                Rounds = arguments.Get(MaxIterations, _budget.Rounds),
                WallTime = arguments.Get(Budget, _budget.WallTime),
            },
            Limits = _limits with { WallTime = arguments.Get(Timeout, _limits.WallTime), MemoryBytes = memory },
            Retry = _retry with { MaxRetries = arguments.Get(Retries, _retry.MaxRetries) },
            Seed = arguments.Get(Seed, 0),
            Pass = invocation.Notebook.Services.Pass,
            Cell = invocation.Cell,
        };
    }

    private static IAgentModel FindModel(string name, NotebookServices services)
    {
        try
        {
            return services.Models.Resolve(name, services.Folder)(services.Runner);
        }
        catch (Exception exception) when (exception is UnknownModelException or Models.Scripted.PlaybookException)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
    }

    /// <summary>Within one pass a cell owns its run: what was cut off goes on, what was finished is not done again.</summary>
    private static AgentRun Open(MagicInvocation invocation)
    {
        var services = invocation.Notebook.Services;
        var request = ReadRequest(invocation);
        var own = invocation.Arguments.Has(Fresh) || request.Pass.Length == 0
            ? null
            : Runs(services).LastOrDefault(run => run.Request.Pass == request.Pass && run.Request.IsSameTask(request));
        var work = Work(services, request.Model);
        return own is null ? AgentRun.Start(services.Session, request, work) : AgentRun.Continue(services.Session, own, work);
    }

    private static AgentRun Reopen(MagicInvocation invocation, string id)
    {
        var services = invocation.Notebook.Services;
        if (!string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"'{Resume}' goes on with the code of {id}, and the lines below would not be looked at. Remove them, or remove '{Resume} {id}'.", invocation.BodyLine, 1);
        }

        var runs = Runs(services);
        var run = runs.FirstOrDefault(run => run.Id == id)
            ?? throw new MagicException($"There is no run '{id}' in session '{services.Session.Name}'. {(runs.Count == 0 ? "It has none yet." : $"Runs: {string.Join(", ", runs.Select(known => $"{known.Id} ({known.State})"))}.")}");
        return run.State == AgentState.Succeeded
            ? AgentRun.Continue(services.Session, run, Work(services, run.Request.Model))
            : AgentRun.Resume(services.Session, run, Work(services, run.Request.Model));
    }

    private static IReadOnlyList<RunRecord> Runs(NotebookServices services) => RunHistory.Read(services.Session.Entries());

    private static RunServices Work(NotebookServices services, string model) => new()
    {
        Model = FindModel(model, services),
        Compiler = services.Compiler,
        Runner = services.Runner,
        Time = services.Time,
        HumanCanAnswer = services.HumanCanAnswer,
    };

    private static async Task DeclareResultAsync(INotebook notebook, RunRecord run, string name, CancellationToken cancellationToken)
    {
        if (run.Attempts[^1].Outcome is { ResultJson: { } json } outcome)
        {
            await notebook.DeclareVariableAsync(name, outcome.ResultType ?? "System.Text.Json.JsonElement", json, cancellationToken);
        }
    }
}
