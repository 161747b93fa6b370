namespace AgentNotebook.Tool.Grids;

/// <summary>Is told how a grid goes, from several threads.</summary>
internal interface IGridProgress
{
    /// <summary>A member begins.</summary>
    void Started(GridMember member);

    /// <summary>A member came further.</summary>
    /// <param name="member">The member.</param>
    /// <param name="share">Which share of its cells has run, from 0 to 1.</param>
    void Advanced(GridMember member, double share);

    /// <summary>A member ended.</summary>
    void Finished(MemberResult result);
}
