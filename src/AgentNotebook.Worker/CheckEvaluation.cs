using System.Reflection;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Evaluates one check and keeps what it compared when it did not hold.</summary>
internal static class CheckEvaluation
{
    internal static CheckMessage Of(int index, Func<object?> check)
    {
        try
        {
            return check() switch
            {
                bool passed => new CheckMessage(index, passed, null, []),
                object?[] and [true, ..] => new CheckMessage(index, true, null, []),
                object?[] and [false, .. var operands] => new CheckMessage(index, false, null, [.. Shown(operands)]),
                _ => new CheckMessage(index, false, "The check did not answer with a bool.", []),
            };
        }
        catch (Exception exception)
        {
            var message = $"{MethodNames.WithoutSubmission((exception.GetType().FullName ?? "exception").Replace('+', '.'))}: {ExceptionDescription.Message(exception)}";
            return new CheckMessage(index, false, Cut.Text(message, ExceptionMessage.MaximumMessageLength), []);
        }
    }

    private static IEnumerable<(int Operand, string Value)> Shown(object?[] operands)
    {
        for (var operand = 0; operand < operands.Length; operand++)
        {
            if (operands[operand] is not Missing)
            {
                yield return (operand, ValueText.Of(operands[operand]));
            }
        }
    }
}
