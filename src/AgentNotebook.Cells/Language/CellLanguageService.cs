using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Language.Completion;
using AgentNotebook.Cells.Language.Documentation;
using AgentNotebook.Cells.Language.Inspection;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language;

/// <summary>Helps to write cells: what may come next, what a name means, whether a cell can run.</summary>
/// <remarks>
/// Answers beside a running cell, from the state that the cells which have compiled have left. Code may be unfinished and wrong; code past the
/// engine's limits of length and nesting gets empty answers. Magic lines count as blank. Positions are offsets in UTF-16 units; one outside
/// the code is taken to its nearest end.
/// </remarks>
public sealed class CellLanguageService
{
    private readonly SubmissionChain _chain;
    private readonly MagicCatalog _catalog;
    private readonly CellEngineOptions _engine;
    private readonly CellLanguageOptions _options;
    private readonly DocumentationReader _documentation;
    private readonly Inspector _inspector;
    private readonly ExpressionEvaluator _evaluator;

    internal CellLanguageService(SubmissionChain chain, MagicCatalog catalog, CellEngineOptions engine, ExpressionEvaluator evaluator)
    {
        _options = engine.Language;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxCompletions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxDocumentationLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxDocumentationFile);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxOverloads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxValueLength);
        (_chain, _catalog, _engine, _evaluator) = (chain, catalog, engine, evaluator);
        _documentation = new DocumentationReader(chain.PathOf, _options);
        _inspector = new Inspector(chain, _documentation, _options);
    }

    /// <summary>Finds the ways to go on at a place.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">The caret.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The completions; none in magics, comments, literals and where a new name is given.</returns>
    public Task<CellCompletions> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        Task.Run(() => Guarded(() => Complete(code, Math.Clamp(position, 0, code.Length), cancellationToken)) ?? CellCompletions.None(Math.Clamp(position, 0, code.Length)), cancellationToken);

    /// <summary>Reads the documentation of a completion.</summary>
    /// <param name="completion">One that this service has given.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Plain text, at most <see cref="CellLanguageOptions.MaxDocumentationLength"/> characters; <see langword="null"/> when there is none.</returns>
    public Task<string?> DescribeAsync(CellCompletion completion, CancellationToken cancellationToken = default) =>
        Task.Run(() => completion.Symbol is { } symbol && Documentation(symbol) is { Length: > 0 } text ? text : null, cancellationToken);

    /// <summary>Tells about the name at or just before a place or, between the arguments of a call, about what is called.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">The caret.</param>
    /// <param name="detailLevel">0 for one signature and the main points; 1 for all overloads and remarks.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Plain text and HTML; <see langword="null"/> when there is nothing to tell.</returns>
    public Task<MimeBundle?> InspectAsync(string code, int position, int detailLevel, CancellationToken cancellationToken = default) =>
        Task.Run(() => Guarded(() => Inspect(code, Math.Clamp(position, 0, code.Length), detailLevel, cancellationToken)), cancellationToken);

    /// <summary>Tells whether a cell can run as it stands.</summary>
    /// <param name="code">The cell.</param>
    public CellCompleteness CheckComplete(string code)
    {
        if (!IsBounded(code))
        {
            return new CellCompleteness(CompletenessState.Unknown);
        }

        try
        {
            return Completeness.Of(LanguageSource.Of(code, _catalog, CancellationToken.None).Code);
        }
        catch (Exception e) when (IsTheCompilers(e))
        {
            return new CellCompleteness(CompletenessState.Unknown);
        }
    }

    /// <summary>Evaluates an expression. It counts as no execution, and later cells see nothing that it declares; what it prints is dropped.</summary>
    /// <param name="expression">C#, as it may stand on the right side of an assignment.</param>
    /// <param name="cancellationToken">Interrupts it, as it does a cell.</param>
    /// <returns>The value, rendered, or the error. Waits while a cell runs.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the expression had its turn.</exception>
    public Task<CellEvaluation> EvaluateAsync(string expression, CancellationToken cancellationToken = default) =>
        IsBounded(expression)
            ? _evaluator.EvaluateAsync(expression, cancellationToken)
            : Task.FromResult(new CellEvaluation(null, CellErrors.Plain(CellError.SourceTooLong, $"The expression has more than {_engine.MaxSourceLength:N0} characters or brackets more than {_engine.MaxNesting:N0} deep.")));

    private CellCompletions Complete(string cell, int position, CancellationToken cancellationToken)
    {
        if (!IsBounded(cell) || LanguageSource.Of(cell, _catalog, cancellationToken) is var source && source.IsBlank(position))
        {
            return CellCompletions.None(position);
        }

        var place = CaretPlace.At(source.Code, position);
        if (CaretPlace.IsInText(SubmissionChain.Parse(source.Code, "", cancellationToken).GetRoot(cancellationToken), position))
        {
            return CellCompletions.None(position);
        }

        var tree = SubmissionChain.Parse(place.Complete(source.Code), "", cancellationToken);
        var list = new CompletionList(place.Typed, _options.MaxCompletions);
        new CompletionFinder(_chain.View(tree, withAllExtensions: true, cancellationToken), place, list).Find(cancellationToken);
        return list.Close(place.Start, place.End);
    }

    private MimeBundle? Inspect(string cell, int position, int detailLevel, CancellationToken cancellationToken)
    {
        if (!IsBounded(cell) || LanguageSource.Of(cell, _catalog, cancellationToken) is var source && source.IsBlank(position))
        {
            return null;
        }

        var tree = SubmissionChain.Parse(source.Code, "", cancellationToken);
        return _inspector.Inspect(_chain.View(tree, withAllExtensions: false, cancellationToken), position, detailLevel, cancellationToken);
    }

    // The compiler throws at some code that is far from right (a qualified name where it expects none, for one).
    private static bool IsTheCompilers(Exception e) => e is not OperationCanceledException and not OutOfMemoryException;

    /// <summary>To the person who types code at which the compiler throws, that is nothing found.</summary>
    private static T? Guarded<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (Exception e) when (IsTheCompilers(e))
        {
            return null;
        }
    }

    private string Documentation(ISymbol symbol)
    {
        // A parameter is described where its method is.
        var owner = symbol is IParameterSymbol { ContainingSymbol: { } method } ? method : symbol;
        var written = _documentation.Of(owner);
        return symbol is IParameterSymbol ? written.Parameters.FirstOrDefault(parameter => parameter.Name == symbol.Name).Text ?? "" : written.Summary;
    }

    private bool IsBounded(string code) => code.Length <= _engine.MaxSourceLength && Nesting.TooDeepAt(code, _engine.MaxNesting) < 0;
}
