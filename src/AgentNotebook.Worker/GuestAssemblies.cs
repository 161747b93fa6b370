using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>The guest's assemblies and its libraries, loaded from memory, and their frames in a stack.</summary>
/// <param name="libraries">Images of the assemblies the code refers to; loaded when it first uses them.</param>
internal sealed class GuestAssemblies(IReadOnlyList<ReadOnlyMemory<byte>> libraries) : AssemblyLoadContext
{
    // Between the guest and what it called: how an await, a task and a rethrow pass an exception on.
    private static readonly string[] _plumbing = ["System.Runtime.CompilerServices", "System.Runtime.ExceptionServices", "System.Threading.Tasks"];

    private readonly Dictionary<string, Assembly> _loaded = [];
    private readonly Lazy<Dictionary<string, ReadOnlyMemory<byte>>> _libraries = new(() => libraries.ToDictionary(SimpleName));

    /// <summary>The assembly of a submission; one without an image means this program itself, which holds the extractor.</summary>
    internal Assembly Load(SubmissionMessage submission)
    {
        if (submission.Assembly.IsEmpty)
        {
            return typeof(GuestAssemblies).Assembly;
        }

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

    /// <summary>The outermost method the exception passed before it reached the guest; empty when the guest threw it itself.</summary>
    internal string FrameworkCall(Exception exception)
    {
        MethodBase? outermost = null;
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is not { } method || _plumbing.Contains(method.DeclaringType?.Namespace))
            {
                continue;
            }

            if (GetLoadContext(method.Module.Assembly) == this)
            {
                break;
            }

            outermost = method;
        }

        return outermost is null ? "" : MethodNames.AsCalled(outermost);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name ?? "";
        if (_loaded.TryGetValue(name, out var assembly))
        {
            return assembly;
        }

        if (name == typeof(GuestAssemblies).Assembly.GetName().Name)
        {
            return typeof(GuestAssemblies).Assembly;
        }

        return _libraries.Value.TryGetValue(name, out var image) ? LoadFromStream(new MemoryStream(image.ToArray(), writable: false)) : null;
    }

    private static string SimpleName(ReadOnlyMemory<byte> image)
    {
        using var reader = new PEReader(new MemoryStream(image.ToArray(), writable: false));
        var metadata = reader.GetMetadataReader();
        return metadata.GetString(metadata.GetAssemblyDefinition().Name);
    }
}
