using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Exchange;

/// <summary>Reads the files a user hands to a guest, each written as <c>NAME=FILE</c>.</summary>
public static class InputFiles
{
    /// <summary>Reads them all.</summary>
    /// <param name="assignments">Each a name, an equals sign and a path.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="maximumBytes">The most they may hold together; see <see cref="ExecutionLimits.InputBytes"/>.</param>
    /// <param name="wasRead">Is told of each file that was read: its full path and its content.</param>
    /// <exception cref="FormatException">One is no assignment, its name breaks the rule of <see cref="GuestInput"/>, or two have one name.</exception>
    /// <exception cref="ExchangeFileException">A file cannot be read, or they are too large.</exception>
    public static IReadOnlyList<GuestInput> Read(IReadOnlyList<string> assignments, string folder, long maximumBytes, Action<string, ReadOnlyMemory<byte>>? wasRead = null)
    {
        var inputs = new List<GuestInput>();
        var left = maximumBytes;
        foreach (var (name, file) in assignments.Select(Parse).ToList())
        {
            if (inputs.Exists(input => input.Name == name))
            {
                throw new FormatException($"Two inputs have the name '{name}'. Give each a name of its own.");
            }

            var path = Path.GetFullPath(file, folder);
            var bytes = ReadFile(path, left, maximumBytes);
            wasRead?.Invoke(path, bytes);
            left -= bytes.Length;
            inputs.Add(new GuestInput(name, bytes));
        }

        return inputs;
    }

    private static (string Name, string File) Parse(string assignment)
    {
        var equals = assignment.IndexOf('=');
        if (equals < 0 || equals == assignment.Length - 1)
        {
            var name = Path.GetFileName(assignment.TrimEnd('='));
            throw new FormatException($"'{assignment}' does not say what to hand in: write NAME=FILE{(equals < 0 && ExchangeName.Problem(name) is null ? $", such as {name}={assignment}" : "")}.");
        }

        var (given, file) = (assignment[..equals], assignment[(equals + 1)..]);
        return ExchangeName.Problem(given) is { } problem
            ? throw new FormatException($"The input's name '{given}' {problem}.")
            : file.Contains('\0') ? throw new FormatException($"The path of '{given}' holds a zero character.") : (given, file);
    }

    private static ReadOnlyMemory<byte> ReadFile(string path, long most, long together)
    {
        if (Directory.Exists(path))
        {
            throw new ExchangeFileException($"{path}: this is a folder. Hand in the files in it one by one.");
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // The length that a file declares may lie, and a device declares none.
            var bytes = new MemoryStream();
            var buffer = new byte[128 << 10];
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                if (bytes.Length + count > most)
                {
                    throw new ExchangeFileException(string.Create(CultureInfo.InvariantCulture, $"{path}: with this file the inputs hold more than the {together:N0} bytes they may. Hand in less."));
                }

                bytes.Write(buffer, 0, count);
            }

            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExchangeFileException($"{path}: there is no such file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ExchangeFileException($"{path}: the file cannot be read: {exception.Message}", exception);
        }
    }
}
