using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AgentNotebook.Cells.Errors;

/// <summary>Describes an exception that a cell threw: types, messages and the frames of cells, nothing of the engine.</summary>
internal static partial class RuntimeErrors
{
    private const int MostFrames = 30;
    private const int DeepestInner = 8;
    private const int LongestMessage = 16 * 1024;

    /// <param name="exception">What was thrown.</param>
    /// <param name="debugPath">Names the running text; the error's line is one of it.</param>
    public static CellError Describe(Exception exception, string debugPath)
    {
        var shown = Unwrap(exception);
        var lines = new List<string>();
        var first = Append(lines, shown, debugPath, "");
        var inner = shown.InnerException;
        for (var depth = 0; inner is not null && depth < DeepestInner; depth++)
        {
            var place = Append(lines, inner, debugPath, "caused by ");
            first = first == 0 ? place : first;
            inner = inner.InnerException;
        }

        return new CellError(shown.GetType().Name, Message(shown), lines, first);
    }

    /// <summary>The exception that the code threw: what reflection, a static constructor or <c>Task.Wait</c> wrapped around one says nothing more.</summary>
    private static Exception Unwrap(Exception exception)
    {
        while (exception is TargetInvocationException { InnerException: not null } or AggregateException { InnerExceptions.Count: 1 })
        {
            exception = exception.InnerException!;
        }

        return exception;
    }

    /// <returns>The line of the innermost frame in the running cell; 0 when there is none.</returns>
    private static int Append(List<string> lines, Exception exception, string debugPath, string prefix)
    {
        lines.Add($"{prefix}{exception.GetType()}: {Message(exception)}");
        var first = 0;
        var shown = 0;
        string? previous = null;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (Place(frame.GetFileName(), debugPath) is not { } place)
            {
                continue;
            }

            var line = frame.GetFileLineNumber();
            if (frame.GetFileName() == debugPath && first == 0)
            {
                first = line;
            }

            var text = $"   at {Name(frame.GetMethod())}{place} line {line}";
            if (text != previous && shown++ < MostFrames)
            {
                lines.Add(text);
            }

            previous = text;
        }

        if (shown > MostFrames)
        {
            lines.Add($"   … and {shown - MostFrames} more frames.");
        }

        return first;
    }

    /// <summary>Where a frame stands, when not in the running text itself; <see langword="null"/> when in no text of the notebook.</summary>
    private static string? Place(string? path, string debugPath) =>
        CellPath.TryParseFile(path, out var file) ? $" in {file},"
        : !CellPath.TryParse(path, out var count) ? null
        : path == debugPath ? ""
        : $" in cell [{count}],";

    private static string Message(Exception exception)
    {
        string message;
        try
        {
            message = exception.Message;
        }
        catch (Exception e)
        {
            return $"(its Message threw {e.GetType().Name})";
        }

        return message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
    }

    /// <summary>The name as the cell's author wrote it; the compiler's names for lambdas, local functions and state machines hold it in angle brackets.</summary>
    private static string Name(MethodBase? method)
    {
        if (method is null)
        {
            return "the cell";
        }

        var owner = method.DeclaringType;
        var name = method.Name;
        if (name == "MoveNext" && owner is not null && StateMachine().Match(owner.Name) is { Success: true } machine)
        {
            (name, owner) = (machine.Groups[1].Value, owner.DeclaringType);
        }

        if (LocalFunction().Match(name) is { Success: true } local)
        {
            return local.Groups[1].Value;
        }

        if (Lambda().Match(name) is { Success: true } lambda)
        {
            return lambda.Groups[1].Value.Contains("Initialize", StringComparison.Ordinal) ? "a lambda" : $"a lambda in {lambda.Groups[1].Value}";
        }

        if (name.Contains("Initialize>", StringComparison.Ordinal) || name == "<Factory>")
        {
            return "the cell";
        }

        var parameters = method.Name == "MoveNext" ? "" : string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"));
        return owner is null or { Name: "Script" } || owner.Name.StartsWith('<')
            ? $"{name}({parameters})"
            : $"{owner.Name}.{name}({parameters})";
    }

    [GeneratedRegex(@"^<(.+)>d(__\d+)?$")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^<.+>g__([^|]+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<(.+)>b__")]
    private static partial Regex Lambda();
}
