namespace AgentNotebook.Tool.Grids;

/// <summary>Where the members of a grid run. What a member is, what it makes and how it is judged is the same everywhere.</summary>
internal interface IGridEngine
{
    /// <summary>What becomes of members that are not done when nobody waits any longer, in a sentence.</summary>
    string WhenStopped { get; }

    /// <summary>Where they run, in words.</summary>
    /// <param name="members">How many.</param>
    string Describe(int members);

    /// <summary>Gets the members under way as far as that is another's work.</summary>
    /// <param name="run">All members of the grid.</param>
    /// <param name="rest">Those that are to run.</param>
    /// <returns>What to tell whoever does not wait for their end; <see langword="null"/> where <see cref="RunAsync"/> is next.</returns>
    /// <exception cref="ClusterException">They cannot be got under way: nothing runs.</exception>
    Task<string?> BeginAsync(GridRun run, IReadOnlyList<GridMember> rest);

    /// <summary>Runs members to their end.</summary>
    /// <param name="run">The members that are to run.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="stop">Asks for no more: what that means for members that run is the engine's to say.</param>
    /// <param name="kill">Asks for the end at once.</param>
    /// <returns>What each came to, in their order.</returns>
    Task<IReadOnlyList<MemberResult>> RunAsync(GridRun run, IGridProgress progress, CancellationToken stop, CancellationToken kill);
}
