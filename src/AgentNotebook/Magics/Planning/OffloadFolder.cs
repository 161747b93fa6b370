using AgentNotebook.Gpu.Planning;

namespace AgentNotebook.Magics.Planning;

/// <summary>Whether weights can be offloaded to a folder; nothing is left there.</summary>
internal static class OffloadFolder
{
    /// <summary>Tries to write below a folder, or below the nearest one that is there when it has yet to be made.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="start">Where a relative path begins.</param>
    /// <returns>Bytes that are free there.</returns>
    /// <exception cref="PlanRefusedException">It is no folder, or cannot be written.</exception>
    public static long Check(string path, string start)
    {
        var full = path.Length == 0 ? throw new PlanRefusedException("--offload-folder names no folder.") : Path.GetFullPath(path, start);
        try
        {
            var there = full;
            while (!Directory.Exists(there))
            {
                if (File.Exists(there))
                {
                    throw new PlanRefusedException($"--offload-folder {path} cannot be used: {there} is a file. Name a folder.");
                }

                there = Path.GetDirectoryName(there) ?? throw new PlanRefusedException($"--offload-folder {path} cannot be used: no folder above it is there.");
            }

            using (File.Create(Path.Combine(there, $".agentnb-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
            {
            }

            return Math.Min(new DriveInfo(there).AvailableFreeSpace, 1L << 60);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PlanRefusedException($"--offload-folder {path} cannot be written: {failure.Message} Name a folder that can be.");
        }
    }
}
