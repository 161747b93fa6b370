namespace AgentNotebook.Models.Scripted;

/// <summary>A playbook cannot be read, or is not what a playbook must be.</summary>
public sealed class PlaybookException : Exception
{
    /// <summary>A fault at a place in the file.</summary>
    /// <param name="file">The playbook's path or name.</param>
    /// <param name="line">Line, counted from 1; 0 when the file as a whole is meant.</param>
    /// <param name="column">Column, counted from 1; 0 when the file as a whole is meant.</param>
    /// <param name="problem">What is wrong there, and the way out.</param>
    /// <param name="inner">The cause, when there is one.</param>
    public PlaybookException(string file, long line, long column, string problem, Exception? inner = null)
        : base(line > 0 ? $"{file}({line},{column}): {problem}" : $"{file}: {problem}", inner)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The playbook's path or name.</summary>
    public string File { get; }

    /// <summary>Line, counted from 1; 0 when the file as a whole is meant.</summary>
    public long Line { get; }

    /// <summary>Column, counted from 1; 0 when the file as a whole is meant.</summary>
    public long Column { get; }
}
