using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Repair;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Tests.Models.Repair;

/// <summary>Runs a candidate in the test's own process. Loops and functions get a guard on their own line, so that none can outlive the test.</summary>
internal sealed class InProcessTrials : ITrialRunner
{
    public static readonly InProcessTrials Instance = new();

    // Ends what takes many steps and long, from the first step on: on a busy machine a short program may take longer than on a quiet one one without end.
    private const string Watch =
        "static class __watch { static readonly long _begun = System.Environment.TickCount64; static long _steps;"
        + " public static bool IsOver() { var taken = System.Environment.TickCount64 - _begun; return (++_steps > 2_000_000 && taken > 300) || taken > 1_500; } } ";

    // Every trial blocks a thread while it waits; a guest's own continuations must not starve behind them.
    static InProcessTrials() => ThreadPool.SetMinThreads(16, 16);

    public Task<Trial> TryAsync(string code, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var plain = CodeView.Of(code, default).Compilation;
        var errors = Errors(plain, null);
        return Task.FromResult(errors.Count > 0 ? new Trial(errors, null) : Run(code, checks));
    }

    private static Trial Run(string code, IReadOnlyList<string> checks)
    {
        var guarded = Guard(code) + $"\n;{Watch}" + "static bool __ok() { System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack(); return true; }"
            + "\nnew object[] { new bool[] { " + string.Join(", ", checks.Select(check => $"({check})")) + " }, System.Text.Json.JsonSerializer.Serialize<object>(result, new System.Text.Json.JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals }) }";
        var plain = CodeView.Of(guarded, default).Compilation;
        var compilation = plain.WithOptions(plain.Options.WithOptimizationLevel(OptimizationLevel.Debug));
        var errors = Errors(compilation, checks.FirstOrDefault());
        if (errors.Count > 0)
        {
            return new Trial(errors, null);
        }

        using var pe = new MemoryStream();
        using var pdb = new MemoryStream();
        Assert.True(compilation.Emit(pe, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)).Success);
        pe.Position = pdb.Position = 0;
        var context = new AssemblyLoadContext("trial", isCollectible: false);
        var entry = compilation.GetEntryPoint(default)!;
        var method = context.LoadFromStream(pe, pdb).GetType(entry.ContainingType.MetadataName)!.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        GuestOutcome? outcome = null;
        var thread = new Thread(() => outcome = Outcome(method, checks), 2 << 20) { IsBackground = true };
        thread.Start();
        if (!thread.Join(5000))
        {
            return new Trial([], new GuestOutcome { Verdict = Verdict.TimedOut, Reason = "ran past its limit" });
        }

        return new Trial([], outcome);
    }

    private static GuestOutcome Outcome(MethodInfo method, IReadOnlyList<string> checks)
    {
        try
        {
            var task = (Task<object>)method.Invoke(null, [new object[2]])!;
            var answer = (object[])task.GetAwaiter().GetResult();
            var passed = (bool[])answer[0];
            return new GuestOutcome { Verdict = Verdict.Completed, ResultJson = (string)answer[1], Checks = [.. checks.Select((check, i) => new CheckOutcome(check, passed[i], null, []))] };
        }
        catch (Exception exception)
        {
            var thrown = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return thrown switch
            {
                TimeoutException { Message: "guard" } => new GuestOutcome { Verdict = Verdict.TimedOut, Reason = "ran past its limit" },
                InsufficientExecutionStackException => new GuestOutcome { Verdict = Verdict.Crashed, Reason = "stack overflow", ExitCode = 134 },
                _ => new GuestOutcome { Verdict = Verdict.Failed, Exception = Describe(thrown) },
            };
        }
    }

    private static GuestException Describe(Exception exception)
    {
        var frames = new StackTrace(exception, true).GetFrames()
            .Where(frame => frame.GetFileName() == "cell.csx")
            .Select(frame => new GuestFrame(frame.GetMethod()?.Name ?? "?", frame.GetFileLineNumber()));
        return new GuestException(exception.GetType().FullName!, exception.Message, [.. frames], exception.InnerException is { } inner ? Describe(inner) : null);
    }

    private static string Guard(string code)
    {
        var root = CodeView.Of(code, default).Root;
        var changes = new List<TextChange>();
        const string guard = "if (__watch.IsOver()) throw new System.TimeoutException(\"guard\"); ";
        foreach (var node in root.DescendantNodes())
        {
            if (Places.Loops(node).FirstOrDefault() == node && Places.BodyOf(node) is { } body)
            {
                changes.Add(new TextChange(new TextSpan(body.SpanStart, 0), "{ " + guard));
                changes.Add(new TextChange(new TextSpan(body.Span.End, 0), " }"));
            }

            if ((Places.Parts(node)?.Body ?? (node as AccessorDeclarationSyntax)?.Body) is { } block)
            {
                changes.Add(new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), " __ok(); "));
            }
            else if (node is PropertyDeclarationSyntax { ExpressionBody.Expression: { } got })
            {
                changes.Add(new TextChange(new TextSpan(got.SpanStart, 0), "!__ok() ? throw null! : "));
            }
            else if (Places.Parts(node) is { Arrow.Expression: { } arrow, Type: var type } && type.ToString() is not ("void" or "Task"))
            {
                changes.Add(new TextChange(new TextSpan(arrow.SpanStart, 0), "!__ok() ? throw null! : "));
            }
        }

        if (root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.Span.Length: 0 } last })
        {
            changes.Add(new TextChange(new TextSpan(last.SpanStart, 0), "var result = "));
            changes.Add(new TextChange(new TextSpan(last.Span.End, 0), ";"));
        }

        return root.GetText().WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();
    }

    private static List<CodeDiagnostic> Errors(CSharpCompilation compilation, string? check) =>
    [
        .. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start).Select(d =>
        {
            var at = d.Location.GetLineSpan().StartLinePosition;
            return new CodeDiagnostic(d.Id, d.GetMessage(), at.Line + 1, at.Character + 1, d.Location.SourceSpan.Start, d.Location.SourceSpan.Length, check);
        }),
    ];
}
