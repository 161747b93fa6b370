using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AgentNotebook.Cells.Libraries;

/// <summary>Tells assemblies apart.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Version">The assembly's version.</param>
/// <param name="Mvid">The id of this very build of it.</param>
internal sealed record AssemblyIdentity(string Name, Version Version, Guid Mvid)
{
    /// <summary>Reads it from a file.</summary>
    /// <returns><see langword="null"/> when the file is no managed assembly.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AssemblyIdentity? Of(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new PEReader(stream);
            if (!reader.HasMetadata)
            {
                return null;
            }

            var metadata = reader.GetMetadataReader();
            if (!metadata.IsAssembly)
            {
                return null;
            }

            var definition = metadata.GetAssemblyDefinition();
            return new AssemblyIdentity(metadata.GetString(definition.Name), definition.Version, metadata.GetGuid(metadata.GetModuleDefinition().Mvid));
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
