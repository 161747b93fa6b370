using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AgentNotebook.Tool.Running;

/// <summary>A provider's own packages, apart from those of the tool; what the tool has, the library above all, is shared.</summary>
/// <remarks>They are looked for beside it. The runtime's own resolver reads NAME.deps.json in native code, and one that is broken ends the process.</remarks>
internal sealed class ProviderContext(string assembly) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assembly))
{
    private readonly string _folder = Path.GetDirectoryName(assembly)!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            var beside = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (var folder in new[] { _folder, Path.Combine(_folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native") })
        {
            foreach (var name in new[] { unmanagedDllName, $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib", $"{unmanagedDllName}.dll" })
            {
                if (Path.Combine(folder, name) is var file && File.Exists(file))
                {
                    return LoadUnmanagedDllFromPath(file);
                }
            }
        }

        return 0;
    }
}
