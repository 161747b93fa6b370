using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Gpu;
using AgentNotebook.Magics.Planning;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.Memory;

/// <summary><c>#!gpu-mem</c>: draws the memory curve, and asserts what memory did.</summary>
internal static class MemoryMagic
{
    private const string Start = "--start";
    private const string Stop = "--stop";
    private const string Rate = "--rate";
    private const string Mark = "--mark";
    private const string Since = "--since";
    private const string Previous = "--previous";
    private const string Json = "--json";
    private const string Csv = "--csv";
    private const string Budget = "--budget";
    private const string ExpectFreed = "--expect-freed";
    private const string Within = "--within";

    /// <summary>The mark that <see cref="Start"/> sets.</summary>
    private const string StartMark = "start";

    private const string StopMark = "stop";

    private static readonly IReadOnlyList<MagicParameter> _parameters =
    [
        new(Start, ParameterKind.Flag, $"Marks this moment as '{StartMark}' and samples from here on; draws nothing."),
        new(Stop, ParameterKind.Flag, $"Draws what happened since {Start} and samples no more until the next {Start}."),
        new(Rate, ParameterKind.Integer, $"Samples a second from {Start} on.") { ValueName = "N", Minimum = MemorySamplerOptions.LeastSamplesPerSecond, Maximum = MemorySamplerOptions.MostSamplesPerSecond, Default = "as before; 20 when the notebook is opened" },
        new(Mark, ParameterKind.Text, "Marks this moment on the curve and draws nothing.") { ValueName = "NAME" },
        new(Since, ParameterKind.Text, "Begins the picture, and what is asserted, at a mark. Each cell is one: 'cell 3'.") { ValueName = "MARK", Default = $"where the notebook was opened; for {Stop}, {Budget} and {ExpectFreed} the last {Start}, if there is one" },
        new(Budget, ParameterKind.Bytes, "Fails the cell if more was in use by us on a device, at any moment.") { ValueName = "SIZE" },
        new(ExpectFreed, ParameterKind.Text, "Fails the cell unless this share of what we took is free again, after a full garbage collection.") { ValueName = "SHARE" },
        new(Within, ParameterKind.Duration, $"How long {ExpectFreed} waits for it: drivers take their time after a process has ended.") { ValueName = "TIME", Default = "2s" },
        new(Json, ParameterKind.Flag, "Prints the curve as one JSON document instead of drawing it."),
        new(Csv, ParameterKind.Flag, "Prints the curve as comma-separated values instead of drawing it."),
        new(Previous, ParameterKind.Flag, "Shows the curve of the process before this one, if that was killed or crashed."),
    ];

    public static MagicDeclaration Declaration { get; } = new(
        "#!gpu-mem",
        "Draws GPU memory over time, or process memory, said plainly, when there is no GPU; fails a cell that took too much or gave too little back; or plans where a model goes.",
        [.. _parameters, .. PlanMagic.Parameters],
        RunAsync);

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        Refuse(invocation);
        if (invocation.Arguments.Has(PlanMagic.Plan))
        {
            PlanMagic.Run(invocation);
            return;
        }

        var arguments = invocation.Arguments;
        var memory = invocation.Notebook.Services.Memory;
        if (arguments.Has(Previous))
        {
            Show(invocation, ReadPrevious(memory, Line(invocation)));
            return;
        }

        if (arguments.Get<string?>(Mark, null) is { } name)
        {
            memory.Mark(name);
        }

        if (arguments.Has(Start))
        {
            memory.Start(arguments.Get<int?>(Rate, null));
            memory.Mark(StartMark);
        }

        var asserts = arguments.Has(Budget) || arguments.Has(ExpectFreed);
        if (arguments.Has(Stop))
        {
            memory.Mark(StopMark);
            memory.Stop();
        }
        else if ((arguments.Has(Mark) || arguments.Has(Start)) && !asserts && !arguments.Has(Since) && !arguments.Has(Json) && !arguments.Has(Csv))
        {
            return;
        }

        var since = From(memory, arguments.Get<string?>(Since, null), asserts || arguments.Has(Stop), Line(invocation));
        var failures = new List<string>();
        if (arguments.Get<string?>(ExpectFreed, null) is { } share)
        {
            var within = arguments.Get(Within, TimeSpan.FromSeconds(2));
            failures.AddRange(await MemoryAssertions.FreedAsync(memory, since, ParseShare(share, Line(invocation)), share, within, invocation.Notebook, cancellationToken));
        }

        memory.UseByUs();
        var curve = Curve(memory, since);
        if (arguments.Get<long?>(Budget, null) is { } budget)
        {
            failures.AddRange(MemoryAssertions.OverBudget(curve, since, budget));
        }

        Show(invocation, curve);
        if (failures.Count > 0)
        {
            throw new MagicException(string.Join('\n', failures), Line(invocation));
        }
    }

    private static int Line(MagicInvocation invocation) => invocation.BodyLine - 1;

    private static void Show(MagicInvocation invocation, MemoryCurve curve)
    {
        if (invocation.Arguments.Has(Json))
        {
            invocation.Notebook.Print(MemoryCurveView.ToJson(curve) + "\n");
        }
        else if (invocation.Arguments.Has(Csv))
        {
            invocation.Notebook.Print(MemoryCurveView.ToCsv(curve));
        }
        else
        {
            invocation.Notebook.Display(MemoryCurveView.Render(curve));
        }
    }

    private static MemoryCurve Curve(MemorySampler memory, string? since) => since is null ? memory.Snapshot() : memory.Since(since);

    /// <summary>The mark to begin at; <see langword="null"/> for the whole curve.</summary>
    private static string? From(MemorySampler memory, string? since, bool fromStart, int line)
    {
        var names = memory.Snapshot().Marks.Select(mark => mark.Name).Distinct().ToList();
        if (since is null)
        {
            return fromStart && names.Contains(StartMark) ? StartMark : null;
        }

        if (names.Contains(since))
        {
            return since;
        }

        var nearest = NearestName.Of(since, names);
        throw new MagicException(
            $"There is no mark '{since}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(names.Count == 0 ? $"Set one with '#!gpu-mem {Mark} NAME'." : $"Marks: {string.Join(", ", names.TakeLast(20))}.")}",
            line);
    }

    private static MemoryCurve ReadPrevious(MemorySampler memory, int line)
    {
        if (memory.LogFile is not { } file)
        {
            throw new MagicException($"This notebook keeps no log of its memory, so that there is none of a process before. {Previous} works where a session has a folder.", line);
        }

        if (MemoryLog.Previous(file) is not { } log)
        {
            throw new MagicException("No process of this notebook's before this one was killed or crashed: one that ends by itself leaves no curve.", line);
        }

        try
        {
            return MemoryLog.Read(log);
        }
        catch (MemoryLogException damaged)
        {
            throw new MagicException(damaged.Message, line, inner: damaged);
        }
    }

    /// <summary>Reads <c>95%</c>, or a number from 0 to 1.</summary>
    private static double ParseShare(string text, int line)
    {
        var isPercent = text.EndsWith('%');
        return double.TryParse(isPercent ? text[..^1] : text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is > 0 and <= 1 and var share
            ? share
            : throw new MagicException($"{ExpectFreed} takes a share such as 95% or 0.95, more than nothing and at most 100%, not '{text}'.", line);
    }

    private static void Refuse(MagicInvocation invocation)
    {
        var arguments = invocation.Arguments;
        var isPlan = arguments.Has(PlanMagic.Plan);
        var stray = (isPlan ? _parameters : PlanMagic.Parameters).FirstOrDefault(parameter => parameter.Name != PlanMagic.Plan && arguments.Has(parameter.Name));
        var reason =
            stray is not null ? isPlan ? $"{PlanMagic.Plan} draws no curve: {stray.Name} has nothing to do there. Put them into two lines." : $"{stray.Name} goes with {PlanMagic.Plan} MODEL."
            : arguments.Has(Json) && arguments.Has(Csv) ? $"{Json} and {Csv} are two forms of the same: give one of them."
            : arguments.Has(Start) && arguments.Has(Stop) ? $"{Start} and {Stop} contradict each other: give them in two cells, before and after what is to be seen."
            : arguments.Has(Rate) && !arguments.Has(Start) ? $"{Rate} goes with {Start}."
            : arguments.Has(Within) && !arguments.Has(ExpectFreed) ? $"{Within} goes with {ExpectFreed} SHARE."
            : arguments.Has(Previous) && _parameters.FirstOrDefault(parameter => parameter.Name is not (Previous or Json or Csv) && arguments.Has(parameter.Name)) is { } other
                ? $"{Previous} shows a curve that has ended: {other.Name} has nothing to do there."
            : null;
        if (reason is not null)
        {
            throw new MagicException(reason, Line(invocation));
        }
    }
}
