using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>Opens files of a model.</summary>
internal static class ModelFile
{
    /// <summary>Opens a file that has something in it.</summary>
    /// <exception cref="ModelHeaderException">It is empty. Pipes and devices have no length either, and opening one may wait for ever.</exception>
    public static SafeFileHandle Open(string path) => new FileInfo(path).Length > 0
        ? File.OpenHandle(path)
        : throw new ModelHeaderException(path, 0, null, "it is empty, or no ordinary file.");
}
