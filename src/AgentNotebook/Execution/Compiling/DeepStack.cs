using System.Runtime.ExceptionServices;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Runs the compiler with a stack that fits the longest chain the code could hold. Prefixes (<c>not not not</c>, <c>#if !!!</c>) recurse too, and no count of brackets sees them.</summary>
internal static class DeepStack
{
    // Measured: at most some 200 bytes of stack a character. Only what is used of it is ever backed by memory.
    private const int BytesPerCharacter = 512;
    private const int MinimumBytes = 16 << 20;

    internal static T Run<T>(int characters, Func<T> work)
    {
        var (result, error) = (default(T), default(ExceptionDispatchInfo));
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    error = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Math.Max(MinimumBytes, characters * BytesPerCharacter))
        { IsBackground = true, Name = "guest compiler" };
        thread.Start();
        thread.Join();
        error?.Throw();
        return result!;
    }
}
