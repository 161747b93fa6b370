using System.Security.Cryptography;

namespace AgentNotebook.Documents.Manifest;

/// <summary>Says whether a file is the one that was used.</summary>
internal static class FileCheck
{
    public static ManifestFinding Run(ManifestFile file, string folder)
    {
        var item = $"{file.Kind} {file.Path}";
        if (file.IsOutside)
        {
            return new(item, ManifestStanding.Unknown, "It lay outside the notebook's folder, and where is not kept.");
        }

        try
        {
            var info = new FileInfo(Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar)));
            if (!info.Exists)
            {
                return new(item, ManifestStanding.Differs, "It is not there any more.");
            }

            // A device or pipe in its place has no length, and is not read.
            if (info.Length != file.Bytes)
            {
                return new(item, ManifestStanding.Differs, $"It had {file.Bytes:N0} bytes; it has {info.Length:N0} now.");
            }

            return file.Bytes == 0 || Hash(info) == file.Sha256
                ? new(item, ManifestStanding.Holds, "It is unchanged.")
                : new(item, ManifestStanding.Differs, "Its content has changed.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(item, ManifestStanding.Differs, $"It cannot be read: {exception.Message}");
        }
    }

    private static string Hash(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
