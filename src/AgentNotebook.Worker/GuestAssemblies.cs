using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>The guest's assemblies, loaded from memory, and their frames in a stack.</summary>
internal sealed class GuestAssemblies : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _loaded = [];

    internal Assembly Load(SubmissionMessage submission)
    {
        using var image = new MemoryStream(submission.Assembly.ToArray(), writable: false);
        using var symbols = submission.Symbols.IsEmpty ? null : new MemoryStream(submission.Symbols.ToArray(), writable: false);
        var assembly = LoadFromStream(image, symbols);
        _loaded[assembly.GetName().Name!] = assembly;
        return assembly;
    }

    /// <summary>The frames in guest code, innermost first.</summary>
    internal IEnumerable<(string Method, int Line)> Frames(Exception exception)
    {
        (string, int)? last = null;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || !_loaded.ContainsValue(method.Module.Assembly))
            {
                continue;
            }

            // An exception that was thrown again by an await passes the same place twice.
            var now = (MethodNames.Readable(method), frame.GetFileLineNumber());
            if (now != last)
            {
                yield return now;
                last = now;
            }
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) => _loaded.GetValueOrDefault(assemblyName.Name ?? "");
}
