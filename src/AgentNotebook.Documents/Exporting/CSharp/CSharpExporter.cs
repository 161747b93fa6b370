using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>Writes a notebook as a file-based C# app.</summary>
/// <remarks>
/// Cells become one program: their statements in order, their types behind them, their packages and namespaces before. What means nothing
/// without a notebook, and what rests on that, stands there as comments and is reported. Where the compiler has all it needs, the program is
/// compiled before it is written.
/// </remarks>
internal sealed class CSharpExporter
{
    private readonly ExportJob _job;
    private readonly IReadOnlyList<ProgramPiece> _pieces;
    private readonly ProgramPackages _packages;

    private readonly string _name;

    private CSharpExporter(ExportJob job, string name)
    {
        (_job, _name) = (job, name);
        var reader = new PieceReader(job);
        _pieces = reader.Read();
        _packages = reader.Packages;
    }

    /// <summary>The program.</summary>
    /// <param name="job">The export.</param>
    /// <param name="name">The name of its file.</param>
    /// <exception cref="NotebookException">The notebook cannot be told as a program.</exception>
    public static string Write(ExportJob job, string name) => new CSharpExporter(job, name).Write();

    private string Write()
    {
        while (true)
        {
            var bound = new PieceBinder(_packages.Any).Bind(_pieces);
            var renaming = new Renaming(bound);
            var parts = bound.ToDictionary(piece => (ProgramPiece)piece.Piece, piece => PartSplitter.Split(piece, renaming.Apply(piece)));
            if (parts.Values.All(part => part.Statements.Length == 0))
            {
                var first = _pieces.OfType<ProgramPiece.Code>().FirstOrDefault(piece => piece.LeftOut is not null);
                throw new NotebookException($"{_job.Document.Name}: nothing of it runs without a notebook{(first is null ? "" : $" (cells[{first.Cell.Index}]: {first.LeftOut})")}. Export it as html or md.");
            }

            var program = Compose(parts);
            if (_packages.Any || ProgramCheck.FirstError(program.ToString()) is not { } error)
            {
                Report(renaming, parts);
                return program.ToString();
            }

            // Ends, for every round leaves one piece out.
            if (program.At(error.Location.GetLineSpan().StartLinePosition.Line) is not ProgramPiece.Code { LeftOut: null } wrong)
            {
                throw new NotebookException($"{_job.Document.Name}: the program of it does not compile: {error}. Export it as html or md.");
            }

            wrong.LeftOut = $"it does not compile as part of a program: {error.GetMessage()}";
        }
    }

    private ProgramText Compose(IReadOnlyDictionary<ProgramPiece, ProgramParts> parts)
    {
        var text = new ProgramText();
        text.Comment($"Exported from {Path.GetFileName(_job.Document.Name)}. Run it with: dotnet run {_name}");
        // As cells run: reflection works, words of numbers and dates are nobody's language, and nullness is not checked.
        foreach (var directive in _packages.Directives().Concat(["#:property PublishAot=false", "#:property InvariantGlobalization=true", "#:property Nullable=disable", "#:property LangVersion=preview", "#:property AllowUnsafeBlocks=true"]))
        {
            text.Add(directive);
        }

        text.Break();
        foreach (var directive in Usings(parts.Values))
        {
            text.Add(directive);
        }

        foreach (var piece in _pieces)
        {
            text.Break();
            Add(piece, parts.GetValueOrDefault(piece), text);
        }

        AddTypes(parts, text);
        return text;
    }

    private static void Add(ProgramPiece piece, ProgramParts? parts, ProgramText text)
    {
        switch (piece)
        {
            case ProgramPiece.Code { LeftOut: { } why }:
                text.Comment($"(Left out: {why.ReplaceLineEndings(" ")})\n{piece.Text}");
                break;
            case ProgramPiece.Code { MayFail: true } when parts is not null:
                // Not indented: that would change literals of several lines.
                text.Add($"try\n{{\n{parts.Statements}\n}}\ncatch (Exception failureOfCell)\n{{\nConsole.Error.WriteLine($\"{{failureOfCell.GetType().Name}}: {{failureOfCell.Message}}\");\n}}", piece);
                break;
            case ProgramPiece.Code when parts is not null:
                if (parts.Statements.Length > 0)
                {
                    text.Add(parts.Statements, piece);
                }

                break;
            default:
                text.Comment(piece.Text);
                break;
        }
    }

    private static void AddTypes(IReadOnlyDictionary<ProgramPiece, ProgramParts> parts, ProgramText text)
    {
        foreach (var (piece, type) in parts.SelectMany(pair => pair.Value.Types.Select(type => (pair.Key, type))))
        {
            text.Break();
            text.Add(type.Trim('\r', '\n'), piece);
        }

        var number = 0;
        foreach (var (piece, part) in parts.Where(pair => pair.Value.Extensions.Count > 0))
        {
            text.Break();
            text.Add($"static class {NotebookStandIn.TypeName}Extensions{++number}\n{{\n{string.Concat(part.Extensions).Trim('\r', '\n')}\n}}", piece);
        }

        text.Break();
        text.Add(NotebookStandIn.Code, null);
    }

    private static IEnumerable<string> Usings(IEnumerable<ProgramParts> parts) =>
        CellReferences.Usings.Where(name => name.StartsWith("System", StringComparison.Ordinal)).Select(name => $"using {name};")
            .Concat(parts.SelectMany(part => part.Usings))
            .Append($"using static {NotebookStandIn.TypeName};")
            .Distinct();

    private void Report(Renaming renaming, Dictionary<ProgramPiece, ProgramParts> parts)
    {
        foreach (var piece in _pieces)
        {
            if (piece is ProgramPiece.Magic magic)
            {
                _job.Lose(piece.Cell, $"{magic.Segment.Magic.Name}, which only a notebook has; it stands there as a comment");
            }
            else if (piece is ProgramPiece.Code { LeftOut: { } why })
            {
                _job.Lose(piece.Cell, $"its code, which stands there as a comment, for {why.TrimEnd('.')}");
            }
            else if (parts.TryGetValue(piece, out var part) && part.ShowsDifferently)
            {
                _job.Lose(piece.Cell, "the members of the value it shows: the program prints what its ToString says");
            }
        }

        foreach (var (symbol, name) in renaming.Members)
        {
            var cell = _pieces.OfType<ProgramPiece.Code>().First(piece => piece.Tree == symbol.Locations[0].SourceTree).Cell;
            _job.Lose(cell, $"the name '{symbol.Name}', which an earlier cell has; in the program it is '{name}'");
        }

        if (_packages.Any)
        {
            _job.Lose("the program was not compiled to check it: its packages are not at hand before it runs");
        }
    }
}
