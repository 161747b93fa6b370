using System.Text.Json;
using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;
using AgentNotebook.Polyglot.Engine;

namespace AgentNotebook.Polyglot.Cells;

/// <summary>The notebook as a magic in one of its cells sees it.</summary>
/// <param name="services">What magics work with.</param>
/// <param name="engine">The engine.</param>
/// <param name="cell">The cell.</param>
internal sealed class EngineNotebook(NotebookServices services, EngineCalls engine, EngineCell cell) : INotebook
{
    private const int MaxNesting = 200;
    private const int LongestValue = 100;

    // The engine's events are not made for several threads, and a run card is updated from another one than its cell's.
    private readonly Lock _publishing = new();

    /// <inheritdoc/>
    public NotebookServices Services => services;

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null) => Publish(() => cell.Display(bundle, displayId ?? Guid.NewGuid().ToString("N")));

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle) => Publish(() => cell.Update(bundle, displayId));

    /// <inheritdoc/>
    public void Print(string text, bool isError = false)
    {
        if (text.Length > 0)
        {
            Publish(() => cell.Print(text, isError));
        }
    }

    /// <inheritdoc/>
    public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var script = Script();
            var variables = script.Variables();
            var variable = variables.FirstOrDefault(variable => variable.Name == name) ?? throw VariableRules.Unknown(name, [.. variables.Select(known => known.Name)]);
            try
            {
                return GuestVariable.Of(name, script.TypeOf(name) ?? throw VariableRules.Foreign(name, variable.Type.Name), variable.Read(), variable.Type, maximumBytes);
            }
            catch (ArgumentException exception)
            {
                throw new MagicException(exception.Message, inner: exception);
            }
        },
        cancellationToken).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken)
    {
        VariableRules.Demand(name, type, MaxNesting);
        var (script, source) = (Script(), $"typeof({type})");
        if (EngineScript.Errors(script.Bind(source), cancellationToken) is [var error, ..])
        {
            throw new MagicException($"'{name}' cannot be declared with the type {type}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        var found = (Type)(await script.RunAsync(source, cancellationToken))!;
        object? value;
        try
        {
            value = JsonSerializer.Deserialize(json, found, VariableRules.Values);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw VariableRules.Unfitting(name, type, exception);
        }

        await engine.SetVariableAsync(name, value, found);
    }

    /// <inheritdoc/>
    public IReadOnlyList<NotebookVariable> Variables() =>
        [.. Script().Variables().Select(variable => new NotebookVariable(variable.Name, variable.Type.Name, () => InLine(variable.Read())))];

    /// <inheritdoc/>
    public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) =>
        new EngineChecks(Script(), InLine).RunAsync(code, check, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.AskAsync(prompt).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The engine throws where its front end cannot ask.
            return null;
        }
    }

    /// <inheritdoc/>
    public Task ImportAsync(string file, CancellationToken cancellationToken) =>
        throw new MagicException($"Files are imported by the engine itself here: #!import {file}");

    /// <inheritdoc/>
    public void AtEnd(Action action) => cell.AtEnd(action);

    private EngineScript Script() => new(engine.ScriptState());

    private string InLine(object? value)
    {
        var line = string.Join(' ', engine.Text(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? line : line[..LongestValue] + "…";
    }

    private void Publish(Action publish)
    {
        lock (_publishing)
        {
            publish();
        }
    }
}
