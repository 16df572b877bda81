/** Hand-written parts of controls: names that the modules of `src/hooks` export. */
export interface ControlParts {
  readonly module: string;
  /** What the class derives before each update. */
  readonly derive?: string;
  /** What must hold between properties: a name, or a call of it. */
  readonly classRules?: readonly string[];
  readonly members?: { readonly type: string; readonly text: string };
  /** Methods that `members` has instead of the table. */
  readonly ownMethods?: readonly string[];
  /** What follows a method that succeeded. */
  readonly after?: Readonly<Record<string, string>>;
  /** Checks before a method is called. */
  readonly guards?: Readonly<Record<string, string>>;
}

const buttons = "../hooks/buttons.ts";
const dialogs = "../hooks/dialogs.ts";
const files = "../hooks/files.ts";
const inputs = "../hooks/inputs.ts";
const layouts = "../hooks/layouts.ts";
const navigation = "../hooks/navigation.ts";
const pickers = "../hooks/pickers.ts";
const platforms = "../hooks/platforms.ts";

const drawers = { show_drawer: "drawerIsThere", show_end_drawer: "endDrawerIsThere" };
const notOnTheWeb = 'needs("platforms other than the web", NAME)';
const onAndroid = 'needs("Android", NAME)';
const onMobileAndWeb = { module: platforms, classRules: ['needs("Android, iOS and web")'] };
const onMobile = { module: platforms, classRules: ['needs("Android and iOS")'] };

export const handWrittenControls: Readonly<Record<string, ControlParts>> = {
  Button: { module: buttons, derive: "buttonStyle", classRules: ["buttonShowsSomething"] },
  OutlinedButton: { module: buttons, classRules: ["buttonShowsSomething"] },
  FloatingActionButton: { module: buttons, classRules: ["buttonShowsSomething"] },
  IconButton: { module: buttons, derive: "iconButtonStyle" },
  Segment: { module: buttons, classRules: ["segmentShowsSomething"] },
  AlertDialog: { module: dialogs, classRules: ["dialogShowsSomething"] },
  CupertinoAlertDialog: { module: dialogs, classRules: ["dialogShowsSomething"] },
  CupertinoActionSheet: { module: dialogs, classRules: ["actionSheetShowsSomething"] },
  TextField: { module: inputs, derive: "fillTextField" },
  DropdownM2: { module: inputs, derive: "fillDropdown" },
  CupertinoSlider: { module: inputs, derive: "startSlider" },
  DropdownOption: { module: inputs, classRules: ["optionHasText"] },
  "dropdownm2.Option": { module: inputs, classRules: ["optionHasText"] },
  Chip: { module: inputs, classRules: ["chipHasOneUse"] },
  SegmentedButton: { module: inputs, classRules: ["segmentsSelected"] },
  "canvas.Canvas": { module: layouts, derive: "stretchCanvas" },
  ResponsiveRow: { module: layouts, classRules: ["columnsArePositive"] },
  Shimmer: { module: layouts, classRules: ["shimmerHasColors"] },
  TextSpan: { module: layouts, classRules: ["spanHasText"] },
  CircleAvatar: { module: layouts, classRules: ["avatarHasOneRadius"] },
  ExpansionTile: { module: layouts, classRules: ["tileIsNoBaseline"] },
  Dismissible: { module: layouts, classRules: ["dismissibleHasBackground"] },
  Window: { module: layouts, classRules: ["windowOpacity"] },
  NavigationBar: { module: navigation, classRules: ["destinationExists"] },
  CupertinoNavigationBar: { module: navigation, classRules: ["destinationExists"] },
  CupertinoSegmentedButton: { module: navigation, classRules: ["segmentExists"] },
  CupertinoSlidingSegmentedButton: { module: navigation, classRules: ["segmentExists"] },
  Tabs: { module: navigation, classRules: ["tabExists"] },
  Tab: { module: navigation, classRules: ["tabShowsSomething"] },
  TabBar: { module: navigation, classRules: ["tabBarIsAligned"] },
  DataTable: { module: "../hooks/tables.ts", classRules: ["cellsMatchColumns"] },
  CupertinoDatePicker: { module: pickers, classRules: ["dateIsPossible"] },
  CupertinoTimerPicker: { module: pickers, classRules: ["spanIsPossible"] },
  Accelerometer: onMobileAndWeb,
  Gyroscope: onMobileAndWeb,
  UserAccelerometer: onMobileAndWeb,
  Barometer: onMobile,
  Magnetometer: onMobile,
  ScreenBrightness: onMobile,
  View: { module: files, guards: drawers },
  Pagelet: { module: files, guards: drawers },
  PageView: {
    module: files,
    guards: { go_to_page: "indexIsNotNegative", jump_to_page: "indexIsNotNegative" },
  },
  FilePicker: {
    module: files,
    guards: {
      get_directory_path: notOnTheWeb,
      save_file: "saveNeedsBytes",
      pick_files: "qualityIsPercent",
    },
  },
  Share: { module: files, guards: { share_files: "shareNeedsFiles" } },
  SharedPreferences: { module: files, guards: { set: "valueIsStorable" } },
  Clipboard: {
    module: platforms,
    guards: {
      set_image: 'needs("Android, iOS and web", NAME)',
      set_files: 'needs("desktop platforms", NAME)',
      get_files: 'needs("desktop platforms and Android", NAME)',
    },
  },
  StoragePaths: {
    module: platforms,
    guards: {
      get_application_cache_directory: notOnTheWeb,
      get_application_documents_directory: notOnTheWeb,
      get_application_support_directory: notOnTheWeb,
      get_downloads_directory: notOnTheWeb,
      get_external_cache_directories: onAndroid,
      get_external_storage_directories: onAndroid,
      get_library_directory: 'needs("iOS and macOS", NAME)',
      get_external_storage_directory: onAndroid,
      get_temporary_directory: notOnTheWeb,
      get_console_log_filename: notOnTheWeb,
    },
  },
  AutoComplete: {
    module: "../hooks/own-members.ts",
    members: { type: "AutoCompleteMembers", text: "autoCompleteMembers" },
  },
  BrowserContextMenu: {
    module: "../hooks/own-members.ts",
    members: { type: "BrowserContextMenuMembers", text: "browserContextMenuMembers" },
    after: { enable: "menuEnabled", disable: "menuDisabled" },
  },
  RawImage: {
    module: "../hooks/raw-image.ts",
    members: { type: "RawImageMembers", text: "rawImageMembers" },
  },
};

/** Private properties that only the client sets. */
export const clientProperties: Readonly<Record<string, readonly string[]>> = {
  AutoComplete: [
    '["lastSelectedIndex", "s", null, { wire: "_selected_index", serialized: false }]',
  ],
};
