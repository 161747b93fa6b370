using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Exchange;

namespace AgentNotebook.Tool.Running;

/// <summary>Reads code that a command was given.</summary>
internal static class CodeFile
{
    /// <summary>The whole text, or a little more of it than is compiled: the compiler then says that it is too long.</summary>
    /// <param name="path">A file; <c>-</c> for standard input.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ExchangeFileException">The file cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = path == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(path);
            var text = new char[GuestCompiler.MaximumCodeLength + 1];
            var length = await reader.ReadBlockAsync(text, cancellationToken);
            return new string(text, 0, length);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExchangeFileException($"{path}: there is no such file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeFileException(Directory.Exists(path) ? $"{path}: this is a folder. Name the code (.csx) in it." : $"{path}: the file cannot be read: {exception.Message}", exception);
        }
    }
}
