using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Rewrites a check so that it also tells what it compared. Every operand is evaluated once, in its own order.</summary>
internal static class CheckSource
{
    private const string Verdict = "__check_verdict";

    /// <summary>The rewritten source and its operands; <see langword="null"/> when the check compares nothing.</summary>
    internal static (string Source, IReadOnlyList<string> Operands)? WithOperands(ExpressionSyntax check, SemanticModel model)
    {
        const string Answer = "__check_answer";
        var operands = new CheckOperands(model, "__check_operand", Answer);
        var captured = operands.Capture(check);
        return operands.Shown.Count == 0
            ? null
            : ($"object[] {Answer} = null; bool {Verdict} = {operands.Rewrite(captured)}; {Answer}[0] = {Verdict}; {Answer}", operands.Shown);
    }

    /// <summary>The source of a check that calls a method of the check code which keeps what it compared in <paramref name="answer"/>.</summary>
    internal static string OfMethod(string call, string answer, int operands) =>
        $"{answer} = null; bool {Verdict} = {call}; if ({answer} == null) {answer} = new object[] {{ {string.Join(", ", Enumerable.Repeat(CheckOperands.Missing, operands).Prepend("false"))} }}; {answer}[0] = {Verdict}; {answer}";

    /// <summary>The source of a check that holds when a call comes back, and its one operand: what the call threw.</summary>
    internal static (string Source, IReadOnlyList<string> Operands) OfVoid(string call) =>
        ($"string __check_thrown = null; try {{ {call}; }} catch (System.Exception __check_exception) {{ __check_thrown = __check_exception.GetType() + \": \" + __check_exception.Message; }} new object[] {{ __check_thrown == null, __check_thrown }}", ["thrown"]);
}
