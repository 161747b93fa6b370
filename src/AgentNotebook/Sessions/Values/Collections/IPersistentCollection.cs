using System.Text.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>What a session needs of a collection of which it writes only what changed.</summary>
internal interface IPersistentCollection
{
    /// <summary>What kind of collection it is, as in its entries.</summary>
    string Shape { get; }

    /// <summary>The value that it is; null when it is none. It can be one only, because what was written is remembered in it.</summary>
    KeptValue? Keeper { get; set; }

    /// <summary>Whether it differs from what was last accepted. Looks at the elements too where they can be changed in place.</summary>
    bool HasChanged();

    /// <summary>Why the collection cannot be kept whatever it holds; null when it can.</summary>
    string? WhyNotKept();

    /// <summary>Writes every element, or what differs from what was last accepted.</summary>
    void Write(PartWriter writer, bool whole);

    /// <summary>What was last written is on the disk.</summary>
    void Accept();

    /// <summary>Takes over the changes in one part that was read.</summary>
    /// <param name="part">What stands beside the shape's name in the entry.</param>
    void Apply(JsonElement part);

    /// <summary>Takes over a whole collection that was written as a plain value.</summary>
    void Fill(JsonElement whole);

    /// <summary>All parts are applied: what is here now is on the disk.</summary>
    void Settle();
}
