using AgentNotebook.Display;

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

    /// <summary>Declares a C# variable in the notebook, as a cell would.</summary>
    /// <param name="name">A C# identifier.</param>
    /// <param name="type">Its type as C# source; see <see cref="Execution.GuestProgram.ResultType"/>.</param>
    /// <param name="json">Its value, as the worker serialized it.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <exception cref="MagicException">The name is no identifier, or the value does not fit the type.</exception>
    Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken);
}
