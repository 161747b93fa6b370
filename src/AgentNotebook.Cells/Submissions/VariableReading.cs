using System.Reflection;
using AgentNotebook.Cells.Submissions.References;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Takes a variable out of the notebook in a form that can leave the process: its type as C# source, its value as JSON.</summary>
internal static class VariableReading
{
    /// <exception cref="MagicException">There is none of that name, or it cannot leave the notebook.</exception>
    public static GuestVariable Take(SubmissionChain chain, string name, long maximumBytes)
    {
        if (chain.Find(name) is not var (type, compilation, runtimeType, read))
        {
            throw VariableRules.Unknown(name, chain.VariableNames());
        }

        if (TypeSource.Of(type, compilation, FrameworkFolder.Contains) is not { } source)
        {
            throw VariableRules.Foreign(name, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
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
