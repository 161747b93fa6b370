using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace AgentNotebook.Tool.Bench.Unpack;

/// <summary>An archive that is unpacked over and over, and what has to come out.</summary>
/// <param name="Name">The part of the benchmark.</param>
/// <param name="File">The archive.</param>
/// <param name="Files">How many files are in it.</param>
/// <param name="Digest">Of all paths and contents.</param>
internal sealed record UnpackSample(string Name, string File, int Files, string Digest) : IBenchPart
{
    private const int Seed = 20_261_126;
    private const int LargeFiles = 2_000;
    private const int LargeBytes = 100_000;
    private const int SmallFiles = 10_000;
    private const int SmallestBytes = 100;
    private const int LargestBytes = 1_500;
    private const int FilesOfFolder = 50;

    /// <summary>Makes the three archives: the same every time.</summary>
    public static IReadOnlyList<UnpackSample> MakeAll(string folder)
    {
        var (tar, gzip, zip) = (Path.Combine(folder, "large.tar"), Path.Combine(folder, "large.tar.gz"), Path.Combine(folder, "small.zip"));
        var large = MakeTar(tar);
        using (var input = System.IO.File.OpenRead(tar))
        using (var output = new GZipStream(System.IO.File.Create(gzip), CompressionLevel.Optimal))
        {
            input.CopyTo(output);
        }

        return [new("tar", tar, LargeFiles, large), new("tar.gz", gzip, LargeFiles, large), new("zip", zip, SmallFiles, MakeZip(zip))];
    }

    /// <summary>The digest of what is in a folder.</summary>
    public static string DigestOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            Add(hash, Path.GetRelativePath(folder, file), System.IO.File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string MakeTar(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new TarWriter(System.IO.File.Create(path), TarEntryFormat.Ustar);
        var random = new Random(Seed);
        for (var index = 0; index < LargeFiles; index++)
        {
            var (name, content) = (PathOf(index, "bin"), Content(random, LargeBytes));
            Add(hash, name, content);
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), Mode = (UnixFileMode)0x1A4 });
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string MakeZip(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var archive = new ZipArchive(System.IO.File.Create(path), ZipArchiveMode.Create);
        var random = new Random(Seed);
        for (var index = 0; index < SmallFiles; index++)
        {
            var (name, content) = (PathOf(index, "txt"), Content(random, random.Next(SmallestBytes, LargestBytes)));
            Add(hash, name, content);
            using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
            entry.Write(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string PathOf(int index, string extension) => $"folder{index / FilesOfFolder:D3}/file{index:D5}.{extension}";

    // Half of it words, half noise: neither all nor nothing can be compressed.
    private static byte[] Content(Random random, int bytes)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        for (var index = 0; index < bytes / 2; index++)
        {
            content[index] = (byte)"etaoin shrdlu\n"[content[index] % 14];
        }

        return content;
    }

    private static void Add(IncrementalHash hash, string name, byte[] content)
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name}\0{content.Length}\0"));
        hash.AppendData(content);
    }
}
