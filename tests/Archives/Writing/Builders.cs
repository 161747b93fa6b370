namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Short names for tables of archives.</summary>
internal static class Builders
{
    public static TarBuilder Tar => new();

    public static ZipBuilder Zip => new();

    /// <summary>A tar with one file.</summary>
    public static byte[] TarOf(Octets name) => Tar.File(name, "escaped").Ended;

    /// <summary>A tar with one entry.</summary>
    public static byte[] TarOf(TarEntry entry) => Tar.Add(entry).Ended;

    /// <summary>A zip with one file.</summary>
    public static byte[] ZipOf(Octets name) => Zip.File(name, "escaped").End();

    /// <summary>A zip with one entry.</summary>
    public static byte[] ZipOf(ZipEntry entry) => Zip.Add(entry).End();
}
