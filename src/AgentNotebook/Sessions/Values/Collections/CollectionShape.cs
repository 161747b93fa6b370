namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>The kinds of persistent collections, as entries name them.</summary>
internal static class CollectionShape
{
    public const string List = "list";
    public const string Dictionary = "dictionary";

    public static bool IsPersistent(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(PersistentList<>) || type.GetGenericTypeDefinition() == typeof(PersistentDictionary<,>));
}
