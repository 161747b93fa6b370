using System.Text.Json;

namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>What a session keeps under one name.</summary>
internal abstract class KeptValue(string name)
{
    public string Name => name;

    /// <summary>The object, or its JSON as a <see cref="JsonElement"/> when nobody has said yet what type it is.</summary>
    public abstract object? Get();

    /// <summary>The object as <typeparamref name="T"/>, and what is kept under the name from now on.</summary>
    public abstract (T? Value, KeptValue Kept) As<T>();

    /// <summary>What <c>#!state</c> says of it.</summary>
    public abstract SessionValue Describe(DateTimeOffset now);

    /// <summary>What a flush has to write; null when that is nothing.</summary>
    /// <exception cref="SessionStoreException">It cannot be kept as it is now.</exception>
    public abstract PendingValue? Pending();

    /// <summary>The hash of what was last flushed as one text; null when that is not known.</summary>
    public virtual UInt128? CleanHash() => null;

    /// <summary>The name is given to another value, or taken away.</summary>
    public virtual void Release()
    {
    }
}
