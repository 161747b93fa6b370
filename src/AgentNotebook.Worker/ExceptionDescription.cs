using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Tells an exception in the guest's own lines. The exception may be the guest's own class, so nothing it says is taken for granted.</summary>
internal static class ExceptionDescription
{
    internal static ExceptionMessage Of(Exception exception, GuestAssemblies assemblies, int depth = 0) => new(
        Cut.Text(exception.GetType().FullName?.Replace('+', '.') is { } name ? MethodNames.WithoutSubmission(name) : "exception", ExceptionMessage.MaximumNameLength),
        Cut.Text(Message(exception), ExceptionMessage.MaximumMessageLength),
        [.. assemblies.Frames(exception).Take(ExceptionMessage.MaximumFrames)],
        exception.InnerException is { } inner && depth < ExceptionMessage.MaximumDepth ? Of(inner, assemblies, depth + 1) : null)
    {
        Code = exception is System.ComponentModel.Win32Exception { NativeErrorCode: var code } ? code : exception.HResult,
        Call = Cut.Text(assemblies.FrameworkCall(exception), ExceptionMessage.MaximumNameLength),
    };

    internal static string Message(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception thrown)
        {
            return $"(its Message threw {thrown.GetType().Name})";
        }
    }
}
