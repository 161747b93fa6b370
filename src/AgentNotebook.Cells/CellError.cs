namespace AgentNotebook.Cells;

/// <summary>Why a cell failed, in the terms of Jupyter's <c>error</c> message.</summary>
/// <param name="Name">Jupyter's <c>ename</c>: one of the constants here, or the name of the exception's type.</param>
/// <param name="Message">Jupyter's <c>evalue</c>.</param>
/// <param name="Traceback">Jupyter's <c>traceback</c>: lines to show, without escape sequences.</param>
/// <param name="Line">Line of the cell, counted from 1; 0 when no place of this cell is to blame.</param>
/// <param name="Column">Column of that line, counted from 1; 0 when it is not known.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int Line = 0, int Column = 0)
{
    /// <summary>Name of an error of the C# compiler.</summary>
    public const string Compilation = "CompilationError";

    /// <summary>Name of an error in the use or the work of a magic.</summary>
    public const string Magic = "MagicError";

    /// <summary>Name of the error of a cell that the host stopped.</summary>
    public const string Interrupted = "Interrupted";

    /// <summary>Name of the error of a cell that put out more than <see cref="CellEngineOptions.MaxOutputBytes"/>.</summary>
    public const string OutputLimitExceeded = "OutputLimitExceeded";

    /// <summary>Name of the error of a cell longer than <see cref="CellEngineOptions.MaxSourceLength"/>.</summary>
    public const string SourceTooLong = "SourceTooLong";

    /// <summary>Name of the error of a cell with brackets deeper than <see cref="CellEngineOptions.MaxNesting"/>.</summary>
    public const string SourceTooDeep = "SourceTooDeep";
}
