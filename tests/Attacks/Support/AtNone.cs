namespace AgentNotebook.Attacks;

/// <summary>What a probe does at level <c>none</c>, which shows whether it is a real attack.</summary>
internal enum AtNone
{
    /// <summary>It gets through.</summary>
    GetsThrough,

    /// <summary>Something that holds at every level stops it there too.</summary>
    Stopped,

    /// <summary>It gets through on some machines only.</summary>
    Depends,
}
