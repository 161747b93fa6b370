using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentNotebook.Kernel.Specs;

/// <summary>The folder by which Jupyter finds a kernel: how to start it, and what to call it.</summary>
/// <remarks>https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs.</remarks>
public static partial class KernelSpec
{
    /// <summary>The name a kernel is installed under when none is given.</summary>
    public const string DefaultName = "agentnb";

    /// <summary>The name .NET Interactive's C# kernel had: notebooks written for it open unchanged with a kernel of this name.</summary>
    public const string InteractiveName = ".net-csharp";

    private const string File = "kernel.json";
    private const string Owner = "agentnb";

    /// <summary>Writes the folder of a kernel; one of ours that is there is replaced.</summary>
    /// <param name="kernels">The folder that holds the folders of all kernels, such as <c>~/.local/share/jupyter/kernels</c>.</param>
    /// <param name="name">Letters, digits, <c>.</c>, <c>-</c> and <c>_</c>; compared without case.</param>
    /// <param name="command">The program and its arguments, without those for the connection file.</param>
    /// <param name="displayName">What front ends call it.</param>
    /// <returns>The folder that was written.</returns>
    /// <exception cref="KernelSpecException">The name does not fit, another kernel has it, or the folder cannot be written.</exception>
    public static string Install(string kernels, string name, IReadOnlyList<string> command, string displayName)
    {
        CheckName(name);
        var folder = Path.Combine(kernels, name);
        if (Directory.Exists(folder) && !IsOurs(folder))
        {
            throw new KernelSpecException($"{folder} belongs to another kernel. Choose another --name, or remove that one with 'jupyter kernelspec remove {name}' first.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            // First whole, then in place: a front end never reads half of it.
            var fresh = Path.Combine(folder, $".{File}.{Environment.ProcessId}");
            System.IO.File.WriteAllBytes(fresh, Json(command, displayName));
            System.IO.File.Move(fresh, Path.Combine(folder, File), overwrite: true);
            KernelLogo.Write(folder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KernelSpecException($"The kernel cannot be written to {folder}: {exception.Message} '--path DIR' installs it elsewhere.", exception);
        }
    }

    /// <summary>Removes the folder of a kernel of ours.</summary>
    /// <returns>The folder that was removed; <see langword="null"/> when there was none.</returns>
    /// <exception cref="KernelSpecException">The name does not fit, another kernel has it, or the folder cannot be removed.</exception>
    public static string? Uninstall(string kernels, string name)
    {
        CheckName(name);
        var folder = Path.Combine(kernels, name);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        if (!IsOurs(folder))
        {
            throw new KernelSpecException($"{folder} belongs to another kernel and stays. 'jupyter kernelspec remove {name}' removes it.");
        }

        try
        {
            Directory.Delete(folder, recursive: true);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KernelSpecException($"{folder} cannot be removed: {exception.Message}", exception);
        }
    }

    private static byte[] Json(IReadOnlyList<string> command, string displayName)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("argv");
            foreach (var word in command)
            {
                writer.WriteStringValue(word);
            }

            writer.WriteStringValue("--connection-file");
            writer.WriteStringValue("{connection_file}");
            writer.WriteEndArray();
            writer.WriteString("display_name", displayName);
            writer.WriteString("language", "C#");
            // A signal would reach the kernel's children, too; a message reaches the cell.
            writer.WriteString("interrupt_mode", "message");
            writer.WriteStartObject("metadata");
            writer.WriteString("owner", Owner);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static bool IsOurs(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, File)));
            return document.RootElement.TryGetProperty("metadata", out var metadata)
                && metadata.ValueKind == JsonValueKind.Object
                && metadata.TryGetProperty("owner", out var owner)
                && owner.ValueKind == JsonValueKind.String
                && owner.GetString() == Owner;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static void CheckName(string name)
    {
        if (!Name().IsMatch(name) || name is "." or "..")
        {
            throw new KernelSpecException($"'{name}' is no name for a kernel: letters, digits, '.', '-' and '_' can stand in one.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}$")]
    private static partial Regex Name();
}
