using System.Reflection;
using AgentNotebook.Cells.Submissions.References;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Takes a variable out of the notebook in a form that can leave the process: its type as C# source, its value as JSON.</summary>
internal static class VariableReading
{
    private const int MostNamed = 20;

    /// <exception cref="MagicException">There is none of that name, or it cannot leave the notebook.</exception>
    public static GuestVariable Take(SubmissionChain chain, string name, long maximumBytes)
    {
        if (chain.Find(name) is not var (type, compilation, runtimeType, read))
        {
            var names = chain.VariableNames();
            var nearest = NearestName.Of(name, names);
            throw new MagicException($"There is no variable '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(names.Count == 0 ? "The notebook has none yet: run the cell that declares it first." : $"Variables: {string.Join(", ", names.Take(MostNamed))}.")}");
        }

        if (TypeSource.Of(type, compilation, FrameworkFolder.Contains) is not { } source)
        {
            throw new MagicException(
                $"'{name}' has the type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which a guest does not know: only types of the framework can be handed over. Put what is needed into an array, a list, a dictionary or a tuple, or hand over System.Text.Json.JsonSerializer.SerializeToElement({name}).");
        }

        try
        {
            return GuestVariable.Of(name, source, read(), runtimeType, maximumBytes);
        }
        catch (ArgumentException exception)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
        catch (TargetInvocationException exception)
        {
            throw new MagicException($"'{name}' cannot be read: {exception.InnerException?.Message}", inner: exception);
        }
    }
}
