using AgentNotebook.Display;

namespace AgentNotebook.Cells;

/// <summary>Where a cell's output goes. A host implements it; the engine calls it from one thread at a time, in order.</summary>
/// <remarks>An implementation must not throw and must not call the engine.</remarks>
public interface ICellOutput
{
    /// <summary>Printed text.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">Several writes may arrive as one; line ends are kept as they were written.</param>
    void Stream(string name, string text);

    /// <summary>Something shown.</summary>
    /// <param name="bundle">What to show.</param>
    /// <param name="displayId">Names it for later updates; <see langword="null"/> for something shown once.</param>
    void Display(MimeBundle bundle, string? displayId);

    /// <summary>Replaces everything that was shown under a display id, in this cell or an earlier one. Unknown ids are ignored.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>The value of the cell's last expression.</summary>
    /// <param name="bundle">The value, rendered.</param>
    /// <param name="executionCount">The number of this execution.</param>
    void Result(MimeBundle bundle, int executionCount);

    /// <summary>Removes what the cell has put out so far.</summary>
    /// <param name="wait">Whether it stays until something new comes, which then takes its place without a flicker.</param>
    void Clear(bool wait);
}
