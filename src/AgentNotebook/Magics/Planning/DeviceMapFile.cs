using AgentNotebook.Gpu.Planning;

namespace AgentNotebook.Magics.Planning;

/// <summary>Writes a device map to a file, whole or not at all.</summary>
public static class DeviceMapFile
{
    /// <summary>Writes the map.</summary>
    /// <param name="plan">A plan that fits.</param>
    /// <param name="path">The file; its full path.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="MagicException">The file is there, or cannot be written.</exception>
    public static void Write(PlacementPlan plan, string path, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (!overwrite && File.Exists(path))
            {
                throw new MagicException($"{path} is there already; --overwrite replaces it.");
            }

            File.WriteAllText(draft, plan.ToDeviceMapJson() + "\n");
            File.Move(draft, path, overwrite);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            File.Delete(draft);
            throw new MagicException($"The device map cannot be written to {path}: {failure.Message}", inner: failure);
        }
    }
}
