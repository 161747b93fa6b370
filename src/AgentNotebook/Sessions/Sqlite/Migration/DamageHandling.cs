namespace AgentNotebook.Sessions.Sqlite.Migration;

/// <summary>What becomes of damage that is found while a file is brought to a newer version. It is never given a new checksum.</summary>
internal enum DamageHandling
{
    /// <summary>The file is refused and stays as it is.</summary>
    Refuse,

    /// <summary>It stays damage: the entry gets a checksum that nothing matches. For copies that are only read.</summary>
    Keep,
}
