using System.Globalization;
using System.Text;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Screens;

/// <summary>
/// One submission of a candidate and its checks, which ends by itself: every loop and every function counts its steps. So many candidates
/// can run one after another in one child, and one that never ends costs a fraction of a second.
/// </summary>
/// <remarks>It answers as a check that failed does, so that its operands are told: each check's value or the name of what it threw, then the result.</remarks>
internal static class GuardedSource
{
    /// <summary>Steps of loops and calls after which a candidate is taken for endless.</summary>
    private const int Steps = 3_000_000;

    private const int Milliseconds = 1500;

    /// <summary>The source, or null when the code ends in a way that leaves no room for the checks.</summary>
    public static string? Of(CodeView view, IReadOnlyList<string> checks)
    {
        if (GuestSource.ReturnsEarly(view.Root))
        {
            return null;
        }

        var changes = new List<TextChange>();
        foreach (var node in view.Root.DescendantNodes())
        {
            Guard(node, changes);
        }

        var named = NameAnswer(view, changes) || GuestSource.DeclaresResult(view.Compilation);
        return view.Text.WithChanges(changes.OrderBy(change => change.Span.Start)).ToString() + Judge(checks, named);
    }

    private static void Guard(SyntaxNode node, List<TextChange> changes)
    {
        if (node is StatementSyntax and (ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax) && Places.BodyOf(node) is { } body)
        {
            changes.Add(Edit.Insert(body.SpanStart, "{ if (++__trial_steps > __trial_most) __trial_stop(); "));
            changes.Add(Edit.Insert(body.Span.End, " }"));
        }

        var (block, arrow) = node switch
        {
            BaseMethodDeclarationSyntax method => (method.Body, method.ExpressionBody),
            LocalFunctionStatementSyntax function => (function.Body, function.ExpressionBody),
            AccessorDeclarationSyntax accessor => (accessor.Body, null),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, null),
            PropertyDeclarationSyntax property => (null, property.ExpressionBody),
            _ => (null, null),
        };
        if (block is not null)
        {
            changes.Add(Edit.Insert(block.OpenBraceToken.Span.End, " __trial_call(); "));
        }
        else if (arrow is { Expression: not ThrowExpressionSyntax and not RefExpressionSyntax } && (node is PropertyDeclarationSyntax || Places.Parts(node)?.Type.ToString() is not (null or "void" or "Task" or "ValueTask")))
        {
            changes.Add(Edit.Insert(arrow.Expression.SpanStart, "!__trial_call() ? throw null : ("));
            changes.Add(Edit.Insert(arrow.Expression.Span.End, ")"));
        }
    }

    private static bool NameAnswer(CodeView view, List<TextChange> changes)
    {
        if (GuestSource.Answer(view.Root) is not { } answer)
        {
            return false;
        }

        if (view.Model.GetTypeInfo(answer).Type is { SpecialType: SpecialType.System_Void })
        {
            return false;
        }

        var free = !GuestSource.DeclaresResult(view.Compilation) && !GuestSource.MentionsResult(view.Root);
        var start = (answer.Parent as ReturnStatementSyntax)?.SpanStart ?? answer.SpanStart;
        changes.Add(new TextChange(TextSpan.FromBounds(start, answer.SpanStart), free ? "var result = " : "object __trial_last = "));
        return free;
    }

    private static string Judge(IReadOnlyList<string> checks, bool named)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""

            ;static int __trial_steps, __trial_most = 1024; static readonly long __trial_end = System.Environment.TickCount64 + {{Milliseconds}};
            static void __trial_stop()
            {
                __trial_most = __trial_steps + 1024;
                if (__trial_steps > {{Steps}} || System.Environment.TickCount64 > __trial_end) throw new System.TimeoutException("too many steps");
            }
            static bool __trial_call()
            {
                if (++__trial_steps > __trial_most) __trial_stop();
                System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                return true;
            }
            object[] __trial_answer = new object[{{checks.Count + 2}}]; __trial_answer[0] = false;

            """);
        for (var index = 0; index < checks.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"try {{ __trial_answer[{index + 1}] = (bool)({checks[index]}\n); }} catch (System.Exception __trial_fault) {{ __trial_answer[{index + 1}] = __trial_fault.GetType().Name; }}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"__trial_answer[{checks.Count + 1}] = {(named ? "(object)result" : "null")}; __trial_answer").ToString();
    }
}
