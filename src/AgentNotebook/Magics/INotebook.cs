using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Magics.Variables;

namespace AgentNotebook.Magics;

/// <summary>What a magic may ask of the notebook it was typed in. A host implements it; nothing here knows which host.</summary>
public interface INotebook
{
    /// <summary>Everything a magic works with: session, runner, models, memory curve.</summary>
    NotebookServices Services { get; }

    /// <summary>Shows something below the cell.</summary>
    /// <param name="bundle">What to show.</param>
    /// <param name="displayId">Names it for later updates; <see langword="null"/> for something shown once.</param>
    void Display(MimeBundle bundle, string? displayId = null);

    /// <summary>Replaces what was shown under a display id. Unknown ids are ignored.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>Prints below the cell, as a cell's own code would.</summary>
    /// <param name="text">What to print, with its line ends.</param>
    /// <param name="isError">Whether it goes to standard error.</param>
    void Print(string text, bool isError = false);

    /// <summary>Takes a C# variable of the notebook with its type and its value, to hand it to a guest.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="maximumBytes">The most its value may take as JSON.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MagicException">There is none of that name, its type exists only in the notebook, or its value has no JSON form or one that is too large.</exception>
    Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken);

    /// <summary>Declares a C# variable in the notebook, as a cell would.</summary>
    /// <param name="name">A C# identifier.</param>
    /// <param name="type">Its type as C# source; see <see cref="Execution.GuestProgram.ResultType"/>.</param>
    /// <param name="json">Its value, as the worker serialized it.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <exception cref="MagicException">The name is no identifier, or the value does not fit the type.</exception>
    Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken);

    /// <summary>The C# variables of the notebook, by name.</summary>
    IReadOnlyList<NotebookVariable> Variables();

    /// <summary>Runs a check in the notebook, where it sees every variable.</summary>
    /// <param name="code">Declarations that the check uses; may be empty.</param>
    /// <param name="check">A condition, or a call of a test method of <paramref name="code"/>.</param>
    /// <param name="limit">The longest it may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What it said. Code that does not compile, throws or does not end is an error of the outcome.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Asks the person at the notebook for a line.</summary>
    /// <param name="prompt">What to show before the place for the answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The line; <see langword="null"/> where nobody can answer.</returns>
    /// <exception cref="OperationCanceledException">The cell was stopped, or the front end went away.</exception>
    Task<string?> AskAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>Runs a file's code as if it stood in the magic's place. The file's own imports count from its folder.</summary>
    /// <param name="file">A notebook or C# file; a relative path begins at the folder of what imports it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MagicException">There is no such file, it cannot be read, or it imports itself.</exception>
    Task ImportAsync(string file, CancellationToken cancellationToken);

    /// <summary>Does something once the rest of the cell has run, also when it fails.</summary>
    /// <param name="action">What to do; it must not throw.</param>
    void AtEnd(Action action);
}
